"""What the menu and the home page offer. Each entry opens to whom its page's door opens."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Final

from django.urls import resolve, reverse

from sayeban.accounts.public import HQ_POSTS
from sayeban.cases import public as cases
from sayeban.country.jalali import persian_digits as digits
from sayeban.country.today import today_of
from sayeban.design.filters import jdate, number
from sayeban.design.parts import Tone
from sayeban.eligibility import public as eligibility
from sayeban.exemptions.pages.reconciled.duty import late_companies
from sayeban.exemptions.pages.waiting import duties
from sayeban.facts import public as facts
from sayeban.runtime.actor import Actor
from sayeban.runtime.doors import Door

_ANSWERS_SHOWN: Final = timedelta(days=7)


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
class Task:
    """Something that waits for the visitor, or that he can see is done."""

    text: str
    href: str
    status: str
    tone: Tone
    hint: str = ""


def _campaign_duties(actor: Actor, at: datetime) -> list[Task]:
    """What waits in the campaigns, and at the companies."""
    return [
        Task(duty.text, duty.href, duty.status, duty.tone, duty.hint)
        for duty in (*duties(actor, at), *late_companies(actor, at))
    ]


ENTRIES: Final[tuple[Entry, ...]] = (
    Entry("کارزارها", "campaigns", "معافیت و تخفیف قبوض: فهرست‌ها، گردآوری، تأیید و انتشار", "list"),
    Entry("کار امروز", "field", "خانوارهای امروز روی گوشی، هم بی‌اینترنت", "camera"),
    Entry("بررسی پیشخوان", "counter", "قبض‌هایی که برای سنجش به شما سپرده شده است", "list"),
    Entry("روستاهای من", "village", "خانوارهای روستاهایی که به شما سپرده شده است", "people"),
    Entry("کارتابل", "work", "گام‌های باز پرونده‌ها که با شما یا واحد شماست", "list"),
    Entry(
        "خدمات",
        "services",
        "فهرست خدمات: گام‌ها، مدرک‌ها و روزهای هر خدمت",
        in_menu=False,
        menu_of=HQ_POSTS,
    ),
    Entry("پرونده‌ها", "people", "پروندهٔ یک مددجو: خانوار، جابه‌جایی، اجاره، فوت و خروج", "people"),
    Entry("میز خدمت", "desks", "نوبت، مراجعه‌کنندگان، ثبت درخواست و برگهٔ پیگیری", "people"),
    Entry(
        "اعتراض‌ها",
        "contests",
        "داده‌هایی که فرد می‌گوید نادرست است: پرسش از صاحب داده و تصمیم",
        "list",
        in_menu=False,
    ),
    Entry(
        "فهرست داده‌ها",
        "facts",
        "آنچه دربارهٔ فرد و خانوار دانسته می‌شود، از کدام مرجع و تا کی تازه است",
        "list",
        in_menu=False,
    ),
    Entry(
        "فهرست انتظار",
        "waiting",
        "کسانی که پشت نوبت‌اند: جای هر کس و قاعدهٔ اولویت",
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
    Entry(
        "قاعده‌ها",
        "rules",
        "چه کسی مشمول است، بر پایهٔ کدام قانون؛ اثر نسخهٔ تازه و تأیید آن",
        "list",
        in_menu=False,
        menu_of=HQ_POSTS,
    ),
    Entry(
        "نیازیابی",
        "needs",
        "کسانی که قاعده‌ای مشمولشان می‌داند و هنوز درخواستی نداده‌اند",
        "people",
        in_menu=False,
    ),
    Entry(
        "شرکت‌ها",
        "agreements",
        "توافق‌نامه با شرکت‌های آب، برق و گاز و برنامه‌های آن‌ها",
    ),
    Entry(
        "نهادهای همکار",
        "institutions",
        "به هر نهاد چه داده، فرم و خدمتی باز است و چه پرسیده است",
        "list",
        in_menu=False,
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
        "فرم‌ها",
        "forms",
        "نوشتن، آزمودن و انتشار فرم‌هایی که از مردم پرسیده می‌شود",
        "list",
        in_menu=False,
        menu_of=HQ_POSTS,
    ),
    Entry(
        "سامانه‌های استعلام",
        "registers",
        "از کدام سامانه‌ها پرسیده می‌شود و اکنون کدام پاسخ می‌دهد",
        "list",
        in_menu=False,
    ),
    Entry("کاربران", "users", "افزودن، همکار موقت، غیرفعال کردن و گذرواژهٔ تازه", "people"),
    Entry("صندوق پیامک", "outbox", "پیام‌هایی که فرستاده شد یا در صف است", "list"),
    Entry("تقویم کاری", "calendar", "تعطیلی‌ها، روزهای آخر هفته و مناسبت‌ها", "list", in_menu=False),
    Entry("متن پیامک‌ها", "texts", "نوشتن و تأیید متن پیام‌ها", "list", in_menu=False),
    Entry(
        "الگوی پیامک‌های قبض",
        "text_patterns",
        "یافتن شناسه‌ها در پیامک شرکت‌ها؛ متن‌های ناشناخته",
        "list",
        in_menu=False,
    ),
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
        "ردّ کارها",
        "trail",
        "چه کسی چه کرد و چه کسی پروندهٔ که را دید، با دلیل",
        "list",
        in_menu=False,
    ),
    Entry(
        "کارهای در جریان", "jobs", "بارگذاری، تقسیم و انتشار: پیشرفت و خطا", "list", in_menu=False
    ),
    Entry(
        "تاریخچهٔ تنظیم‌ها",
        "settings_history",
        "چه کسی کدام تنظیم را کی عوض کرد",
        "list",
        in_menu=False,
    ),
    Entry("نشست‌های من", "sessions", "کجا و کی وارد شده‌اید؛ بستن نشست‌ها", "list", in_menu=False),
    Entry("گذرواژهٔ من", "change_password", "گذرواژهٔ خود را عوض کنید", "list", in_menu=False),
)


def _case_steps(actor: Actor, at: datetime) -> list[Task]:
    """Open steps of his worklist, and those of them that are late."""
    if not actor.posts & cases.STAFF:
        return []
    total, late = cases.work_waiting(actor, today_of(at))
    work, tasks = reverse("work"), list[Task]()
    if late:
        text = "گام‌هایی که مهلتشان گذشته است"
        tasks.append(Task(text, f"{work}?due=late", _steps(late), "bad"))
    if total:
        tasks.append(Task("گام‌های باز پرونده‌ها در کارتابل شما", work, _steps(total), "warn"))
    return tasks


def _steps(count: int) -> str:
    most = cases.COUNTED
    return f"بیش از {number(most)} گام" if count > most else f"{number(count)} گام"


def _case_answers(actor: Actor, at: datetime) -> list[Task]:
    """Questions of his that colleagues answered lately."""
    if not actor.posts & cases.STAFF:
        return []
    return [
        Task(
            f"پرسش شما دربارهٔ «{each.service_title}» پاسخ گرفت",
            reverse("case", args=[each.case_id]),
            "پاسخ تازه",
            "ok",
            f"شمارهٔ پیگیری {digits(each.tracking_no)}",
        )
        for each in cases.answered_for(actor, at - _ANSWERS_SHOWN)
    ]


def _case_papers(actor: Actor, at: datetime) -> list[Task]:
    """Documents that clients of his cases sent from their own page, until somebody opens them."""
    del at
    if not actor.posts & cases.STAFF:
        return []
    return [
        Task(
            f"مدرک تازه‌ای برای «{each.service_title}» رسید",
            reverse("case", args=[each.case_id]),
            "مدرک تازه",
            "ok",
            f"شمارهٔ پیگیری {digits(each.tracking_no)}",
        )
        for each in cases.papers_handed(actor)
    ]


def _case_questions(actor: Actor, at: datetime) -> list[Task]:
    """What colleagues ask of him in their cases."""
    del at
    if not actor.posts & cases.STAFF or not (asked := len(cases.questions_for(actor))):
        return []
    count = f"{number(asked)} پرسش"
    return [Task("پاسخ به پرسش همکاران دربارهٔ پرونده‌ها", reverse("work"), count, "warn")]


def _rule_drafts(actor: Actor, at: datetime) -> list[Task]:
    """Drafts of rules that others wrote: a second person approves them or sends them back."""
    del at
    if not (waiting := eligibility.drafts_to_approve(actor)):
        return []
    text, count = "تأیید یا بازگرداندن پیش‌نویس قاعده‌ها", f"{number(waiting)} پیش‌نویس"
    return [Task(text, reverse("rules"), count, "warn", "نوشتهٔ همکاران است و نفر دوم می‌خواهد")]


def _service_drafts(actor: Actor, at: datetime) -> list[Task]:
    """Drafts of services that others wrote: a second person publishes them."""
    del at
    if not (waiting := cases.drafts_to_publish(actor)):
        return []
    text, count = "انتشار پیش‌نویس خدمات", f"{number(waiting)} پیش‌نویس"
    way = reverse("services_drafts")
    return [Task(text, way, count, "warn", "نوشتهٔ همکاران است و نفر دوم می‌خواهد")]


def _contests(actor: Actor, at: datetime) -> list[Task]:
    """Contests of his places that others took down, and until when the first is to be answered."""
    waiting = facts.contests_to_decide(actor, today_of(at))
    if waiting is None:
        return []
    text, of = "تصمیم دربارهٔ اعتراض به داده‌ها", "اعتراض"
    return [_to_answer(text, reverse("contests"), of, waiting, facts.CONTESTS_COUNTED)]


def _case_reviews(actor: Actor, at: datetime) -> list[Task]:
    """Cases of his places that ended with no and wait for another look."""
    waiting = cases.reviews_to_answer(actor, today_of(at))
    if waiting is None:
        return []
    text, of = "بررسی دوبارهٔ درخواست‌هایی که «نه» شنیدند", "درخواست"
    return [_to_answer(text, reverse("case_reviews"), of, waiting, cases.REVIEWS_COUNTED)]


def _to_answer(text: str, href: str, of: str, waiting: facts.Undecided, most: int) -> Task:
    count = f"بیش از {number(most)}" if waiting.total > most else number(waiting.total)
    hint = f"نخستین مهلت پاسخ: {jdate(waiting.first_due)}"
    if waiting.late:
        hint += f"؛ مهلت {number(waiting.late)} {of} گذشته است"
    tone: Tone = "bad" if waiting.late else "warn"
    return Task(text, href, f"{count} {of}", tone, hint)


TASKS: Final[tuple[Callable[[Actor, datetime], list[Task]], ...]] = (
    _campaign_duties,
    _case_steps,
    _case_questions,
    _case_answers,
    _case_papers,
    _contests,
    _case_reviews,
    _rule_drafts,
    _service_drafts,
)
"""Each slice's answer to "what waits for this actor"; called inside a look."""


def entries_for(actor: Actor) -> list[Entry]:
    """The entries whose pages open to the actor."""
    return [entry for entry in ENTRIES if entry.opens_to(actor)]


def tasks_for(actor: Actor, at: datetime) -> list[Task]:
    """Everything that waits for the actor."""
    return [task for tasks in TASKS for task in tasks(actor, at)]
