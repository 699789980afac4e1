"""The instructions of a worksheet, in plain words (seed 001, steps two and three, its notes)."""

from dataclasses import dataclass
from datetime import date

from sayeban.country import jalali
from sayeban.kit.units import Unit

_ASKED = {"centre": "اداره شهرستان", "county": "اداره کل استان", "province": "ستاد"}
_HOW = (
    "معافیت و تخفیف، مشمول مشترکان مددجوی کم‌مصرف است.",
    "",
    "خانه‌های سفید را پر کنید. نام، کد ملی و محل قفل است.",
    "کد پستی، شمارهٔ همراه، وضعیت مالکیت و وضعیت مددجو را اگر نادرست است اصلاح کنید.",
    "شناسهٔ قبض را از پیامک یا قبض شرکت عیناً رونوشت کنید.",
    "نوع انشعاب «شخصی»: کنتور جداگانهٔ همین خانوار. «مشاع»: کنتور مشترک با دیگران.",
    "نوع انشعاب «ندارد»: این خانوار چنین انشعابی ندارد.",
    "معرفی کنتور مشاع به نام شخصی و معرفی قبض دیگران به جای قبض مددجو تخلف است.",
    "موقعیت «روستایی بدون انشعاب رسمی» ردیف را کامل می‌کند؛ بقیهٔ خانه‌ها لازم نیست.",
    "برای خانهٔ استیجاری، تاریخ پایان اجاره را مانند ۱۴۰۵/۰۹/۰۲ بنویسید.",
    "اگر مددجو عضو خانوار است، انشعاب‌های محل سکونت سرپرست خانوار نوشته می‌شود.",
    "«راه تماس» و «منبع» می‌گوید اطلاعات چگونه و از کجا به دست آمد.",
    "اگر اطلاعات به دست نیامد، «دلیل نبود اطلاعات» را برگزینید.",
    "خانهٔ خالی یعنی هنوز چیزی از آن نمی‌دانیم.",
    "ستونی را پاک نکنید، ردیفی نیفزایید و در خانه‌ها فرمول ننویسید.",
    "فایل را هر چند بار لازم است بفرستید: ردیف نادرست با دلیل آن برمی‌گردد.",
    "مدرک‌ها را در یک فایل ZIP با نام‌های «کد ملی-gas.jpg»، «کد ملی-electricity.jpg»"
    " و «کد ملی-water.pdf» بفرستید.",
)


@dataclass(frozen=True, slots=True)
class Briefing:
    """What the instructions of a worksheet say of its campaign and unit."""

    title: str
    legal_basis: str
    unit: Unit
    unit_name: str
    due: date

    def lines(self) -> list[str]:
        """The sheet «راهنما»; only low consumers are covered (A-003)."""
        return [
            f"{self.title}؛ کارتابل {self.unit_name}",
            f"مبنای قانونی: {self.legal_basis}",
            f"مهلت این کارتابل: تا پایان {jalali.long_form(self.due)}",
            *_HOW,
            f"پرسش‌ها را با {_ASKED.get(self.unit.level, 'ستاد')} در میان بگذارید.",
        ]
