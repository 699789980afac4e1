"""The pages that people start from, by field. Each opens to whom its page's door opens."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Final

from django.urls import resolve, reverse

from sayeban.accounts.public import HQ_POSTS
from sayeban.runtime.actor import Actor
from sayeban.runtime.doors import Door


# Each page asks for the address and the door of every entry, and neither ever changes.
@cache
def _address(url_name: str) -> str:
    return reverse(url_name)


@cache
def _door(url_name: str) -> Door:
    declared: Door = getattr(resolve(_address(url_name)).func, "door")  # noqa: B009 - set by @door
    return declared


@dataclass(frozen=True, slots=True)
class Entry:
    """A page that people start from. `in_menu`: also in the head of every page, or of the pages
    that `menu_of` posts read.
    """

    text: str
    url_name: str
    hint: str
    picture: str = "list"
    in_menu: bool = True
    menu_of: frozenset[str] = frozenset()

    @property
    def href(self) -> str:
        """The page's address."""
        return _address(self.url_name)

    def in_head_of(self, actor: Actor) -> bool:
        """Whether it stands in the head of the actor's pages."""
        return self.in_menu or bool(self.menu_of & actor.posts)

    def opens_to(self, actor: Actor) -> bool:
        """Whether the page's own door lets the actor in."""
        return _door(self.url_name).opens_to(actor)


@dataclass(frozen=True, slots=True)
class Group:
    """Entries of one field of work under one heading."""

    title: str
    entries: tuple[Entry, ...]


GROUPS: Final[tuple[Group, ...]] = (
    Group(
        "معافیت و تخفیف قبوض",
        (
            Entry(
                "کارزارها",
                "campaigns",
                "معافیت و تخفیف قبوض: فهرست‌ها، گردآوری، تأیید و انتشار",
                "list",
            ),
            Entry("کار امروز", "field", "خانوارهای امروز روی گوشی، هم بی‌اینترنت", "camera"),
            Entry("بررسی پیشخوان", "counter", "قبض‌هایی که برای سنجش به شما سپرده شده است", "list"),
            Entry(
                "روستاهای من", "village", "خانوارهای روستاهایی که به شما سپرده شده است", "people"
            ),
            Entry(
                "شرکت‌ها",
                "agreements",
                "توافق‌نامه با شرکت‌های آب، برق و گاز و برنامه‌های آن‌ها",
            ),
            Entry(
                "تابلوی تحویل",
                "deliveries",
                "هر شرکت در هر استان چه گرفته و چه پاسخ داده است",
                "list",
                in_menu=False,
            ),
            Entry(
                "تطبیق با شرکت‌ها",
                "reconciliation",
                "آنچه معرفی شد در برابر رسیدها؛ شرکت‌های بی‌پاسخ و دلیل‌های رد",
                "list",
                in_menu=False,
            ),
            Entry(
                "کم‌مصرف‌ها",
                "consumption",
                "از خانوارهای تحت پوشش چه سهمی به گزارش شرکت‌ها کم‌مصرف است",
                "list",
                in_menu=False,
            ),
            Entry(
                "الگوی پیامک‌های قبض",
                "text_patterns",
                "یافتن شناسه‌ها در پیامک شرکت‌ها؛ متن‌های ناشناخته",
                "list",
                in_menu=False,
            ),
        ),
    ),
    Group(
        "پرونده‌ها و میز خدمت",
        (
            Entry("کارتابل", "work", "گام‌های باز پرونده‌ها که با شما یا واحد شماست", "list"),
            Entry(
                "پرونده‌ها",
                "people",
                "پروندهٔ یک مددجو: خانوار، جابه‌جایی، اجاره، فوت و خروج",
                "people",
            ),
            Entry(
                "میز خدمت",
                "desks",
                "نوبت، مراجعه‌کنندگان، ثبت درخواست و برگهٔ پیگیری",
                "people",
            ),
            Entry(
                "فهرست انتظار",
                "waiting",
                "کسانی که پشت نوبت‌اند: جای هر کس و قاعدهٔ اولویت",
                "people",
                in_menu=False,
            ),
            Entry(
                "نیازیابی",
                "needs",
                "کسانی که قاعده‌ای مشمولشان می‌داند و هنوز درخواستی نداده‌اند",
                "people",
                in_menu=False,
            ),
            Entry(
                "گزارش میزهای خدمت",
                "desk_reports",
                "پنج شاخص هر میز، زمان واقعی در برابر قول، نتیجه‌ها، انتظار و بار کار",
                "check",
                in_menu=False,
            ),
            Entry(
                "رضایت مراجعان",
                "desk_satisfaction",
                "سهم راضی‌ها برای هر میز، خدمت و شیوهٔ پرسش",
                "check",
                in_menu=False,
            ),
        ),
    ),
    Group(
        "خدمت، قاعده، فرم و داده",
        (
            Entry(
                "خدمات",
                "services",
                "فهرست خدمات: گام‌ها، مدرک‌ها و روزهای هر خدمت",
                in_menu=False,
                menu_of=HQ_POSTS,
            ),
            Entry(
                "قاعده‌ها",
                "rules",
                "چه کسی مشمول است، بر پایهٔ کدام قانون؛ اثر نسخهٔ تازه و تأیید آن",
                "list",
                in_menu=False,
                menu_of=HQ_POSTS,
            ),
            Entry(
                "فرم‌ها",
                "forms",
                "نوشتن، آزمودن و انتشار فرم‌هایی که از مردم پرسیده می‌شود",
                "list",
                in_menu=False,
                menu_of=HQ_POSTS,
            ),
            Entry(
                "فهرست داده‌ها",
                "facts",
                "آنچه دربارهٔ فرد و خانوار دانسته می‌شود، از کدام مرجع و تا کی تازه است",
                "list",
                in_menu=False,
            ),
            Entry(
                "اعتراض‌ها",
                "contests",
                "داده‌هایی که فرد می‌گوید نادرست است: پرسش از صاحب داده و تصمیم",
                "list",
                in_menu=False,
            ),
            Entry(
                "سامانه‌های استعلام",
                "registers",
                "از کدام سامانه‌ها پرسیده می‌شود و اکنون کدام پاسخ می‌دهد",
                "list",
                in_menu=False,
            ),
            Entry(
                "نهادهای همکار",
                "institutions",
                "به هر نهاد چه داده، فرم و خدمتی باز است و چه پرسیده است",
                "list",
                in_menu=False,
            ),
        ),
    ),
    Group(
        "کاربران و سامانه",
        (
            Entry("کاربران", "users", "افزودن، همکار موقت، غیرفعال کردن و گذرواژهٔ تازه", "people"),
            Entry("صندوق پیامک", "outbox", "پیام‌هایی که فرستاده شد یا در صف است", "list"),
            Entry("متن پیامک‌ها", "texts", "نوشتن و تأیید متن پیام‌ها", "list", in_menu=False),
            Entry(
                "تقویم کاری",
                "calendar",
                "تعطیلی‌ها، روزهای آخر هفته و مناسبت‌ها",
                "list",
                in_menu=False,
            ),
            Entry(
                "ردّ کارها",
                "trail",
                "چه کسی چه کرد و چه کسی پروندهٔ که را دید، با دلیل",
                "list",
                in_menu=False,
            ),
            Entry(
                "کارهای در جریان",
                "jobs",
                "بارگذاری، تقسیم و انتشار: پیشرفت و خطا",
                "list",
                in_menu=False,
            ),
            Entry(
                "تاریخچهٔ تنظیم‌ها",
                "settings_history",
                "چه کسی کدام تنظیم را کی عوض کرد",
                "list",
                in_menu=False,
            ),
        ),
    ),
    Group(
        "حساب من",
        (
            Entry(
                "جانشین‌ها",
                "deputies",
                "در روزهایی که نیستید چه کسی با سمت شما کار کند",
                "people",
                in_menu=False,
            ),
            Entry(
                "گوشی‌ها",
                "devices",
                "گوشی‌هایی که کار امروز را نگه می‌دارند؛ گوشی گم‌شده را جدا کنید",
                "list",
                in_menu=False,
            ),
            Entry(
                "نشست‌های من", "sessions", "کجا و کی وارد شده‌اید؛ بستن نشست‌ها", "list", in_menu=False
            ),
            Entry(
                "گذرواژهٔ من", "change_password", "گذرواژهٔ خود را عوض کنید", "list", in_menu=False
            ),
        ),
    ),
)


def groups_for(actor: Actor) -> tuple[Group, ...]:
    """The entries whose pages open to the actor, by field; a field without any is left out."""
    open_ = (
        Group(each.title, tuple(entry for entry in each.entries if entry.opens_to(actor)))
        for each in GROUPS
    )
    return tuple(each for each in open_ if each.entries)


def head_of(actor: Actor) -> Iterable[Entry]:
    """The entries in the head of the actor's pages."""
    found = chain.from_iterable(each.entries for each in groups_for(actor))
    return (entry for entry in found if entry.in_head_of(actor))
