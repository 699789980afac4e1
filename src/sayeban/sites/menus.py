"""What waits for the visitor, as his home page says it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.urls import reverse

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

_ANSWERS_SHOWN: Final = timedelta(days=7)


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


def tasks_for(actor: Actor, at: datetime) -> list[Task]:
    """Everything that waits for the actor."""
    return [task for tasks in TASKS for task in tasks(actor, at)]
