"""What can be done with a case besides ending its step: which is offered when, and by whom."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.urls import reverse

from sayeban.cases.actions.attach_document import attach_document
from sayeban.cases.actions.end_case import reopen, withdraw
from sayeban.cases.actions.hand_over import hand_over
from sayeban.cases.actions.mark_document import mark_document
from sayeban.cases.actions.review import ask_review, keep_result
from sayeban.cases.actions.stop_clock import pause, resume
from sayeban.cases.actions.write_note import answer_question, ask_expert, write_note
from sayeban.cases.pages.case import do_form
from sayeban.cases.reads.case_file import CaseFile, may_advance
from sayeban.cases.reads.reviews import may_ask
from sayeban.cases.rules import HEADQUARTERS, OPENERS, STAFF, SUPERVISORS
from sayeban.design.parts import Link
from sayeban.runtime.actor import Actor

Typed = Mapping[str, Any]
Act = Callable[[Actor, datetime, CaseFile, str, Typed], object]


def _note(actor: Actor, at: datetime, file: CaseFile, _: str, typed: Typed) -> object:
    return write_note(actor=actor, at=at, case_id=file.id, **typed)


def _ask(actor: Actor, at: datetime, file: CaseFile, _: str, typed: Typed) -> object:
    return ask_expert(actor=actor, at=at, case_id=file.id, **typed)


def _answer(actor: Actor, at: datetime, file: CaseFile, target: str, typed: Typed) -> object:
    return answer_question(actor=actor, at=at, case_id=file.id, question=int(target), **typed)


def _paper(actor: Actor, at: datetime, file: CaseFile, target: str, typed: Typed) -> object:
    return mark_document(actor=actor, at=at, case_id=file.id, code=target, **typed)


def _attach(actor: Actor, at: datetime, file: CaseFile, target: str, typed: Typed) -> object:
    return attach_document(
        actor=actor,
        at=at,
        case_id=file.id,
        code=target,
        data=typed["upload"].read(),
        reason=typed["reason"],
    )


def _pause(actor: Actor, at: datetime, _: CaseFile, target: str, typed: Typed) -> object:
    return pause(actor=actor, at=at, steps=[int(target)], **typed)


def _resume(actor: Actor, at: datetime, _: CaseFile, target: str, typed: Typed) -> object:
    del typed
    return resume(actor=actor, at=at, steps=[int(target)])


def _hand_over(actor: Actor, at: datetime, _: CaseFile, target: str, typed: Typed) -> object:
    to = int(typed["colleague"]) if typed["colleague"] else None
    reason = typed["reason"]
    return hand_over(actor=actor, at=at, steps=[int(target)], colleague=to, reason=reason)


def _withdraw(actor: Actor, at: datetime, file: CaseFile, _: str, typed: Typed) -> object:
    return withdraw(actor=actor, at=at, case_id=file.id, **typed)


def _review(actor: Actor, at: datetime, file: CaseFile, _: str, typed: Typed) -> object:
    return ask_review(actor=actor, at=at, case_id=file.id, **typed)


def _keep(actor: Actor, at: datetime, file: CaseFile, _: str, typed: Typed) -> object:
    return keep_result(actor=actor, at=at, case_id=file.id, **typed)


def _reopen(actor: Actor, at: datetime, file: CaseFile, _: str, typed: Typed) -> object:
    return reopen(actor=actor, at=at, case_id=file.id, **typed)


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that can be done. `of` says what the target in its address is."""

    title: str
    button: str
    of: str
    posts: frozenset[str]
    form: type[do_form.DoForm]
    act: Act


DEEDS: Final[Mapping[str, Deed]] = {
    "note": Deed("نوشتن یادداشت", "ثبت یادداشت", "case", STAFF, do_form.NoteForm, _note),
    "ask": Deed("پرسش از کارشناس رابط", "فرستادن پرسش", "case", STAFF, do_form.AskForm, _ask),
    "answer": Deed("پاسخ به پرسش", "ثبت پاسخ", "question", STAFF, do_form.AnswerForm, _answer),
    "paper": Deed("وضعیت مدرک", "ثبت وضعیت", "paper", STAFF, do_form.PaperForm, _paper),
    "attach": Deed("بارگذاری مدرک", "بارگذاری", "paper", STAFF, do_form.AttachForm, _attach),
    "pause": Deed("نگه داشتن مهلت", "نگه داشتن", "step", STAFF, do_form.PauseForm, _pause),
    "resume": Deed("ادامهٔ مهلت", "ادامه", "step", STAFF, do_form.ResumeForm, _resume),
    "hand-over": Deed("سپردن به همکار", "سپردن", "step", STAFF, do_form.HandOverForm, _hand_over),
    "withdraw": Deed("انصراف متقاضی", "ثبت انصراف", "open", OPENERS, do_form.ReasonForm, _withdraw),
    "reopen": Deed(
        "باز کردن دوباره",
        "باز کردن",
        "closed",
        SUPERVISORS | HEADQUARTERS,
        do_form.ReopenForm,
        _reopen,
    ),
    "review": Deed(
        "درخواست بررسی دوباره", "ثبت درخواست", "refused", OPENERS, do_form.ReviewForm, _review
    ),
    "keep": Deed(
        "ماندن نتیجه با پاسخ به متقاضی",
        "ثبت پاسخ",
        "review",
        SUPERVISORS | HEADQUARTERS,
        do_form.KeepForm,
        _keep,
    ),
}


def _whole(*, offered: bool) -> set[str]:
    return {"case"} if offered else set()


def _may_ask(file: CaseFile) -> bool:
    return may_ask(file.result, file.reviews)


_TARGETS: Final[Mapping[str, Callable[[CaseFile], set[str]]]] = {
    "case": lambda _: {"case"},
    "open": lambda file: _whole(offered=not file.result),
    "closed": lambda file: _whole(offered=bool(file.result)),
    "refused": lambda file: _whole(offered=_may_ask(file)),
    "review": lambda file: _whole(offered=bool(file.open_reviews)),
    "step": lambda file: {str(step.id) for step in file.open_steps},
    "question": lambda file: {str(note.id) for note in file.notes if note.kind == "question"},
    "paper": lambda file: {each.code for each in file.documents},
}


def targets(deed: Deed, file: CaseFile) -> set[str]:
    """What an address of this deed may name in this case now."""
    return _TARGETS[deed.of](file)


def _had_a_hand(actor: Actor, file: CaseFile) -> bool:
    """As `had_a_hand` of the command, of what the page has read already."""
    began, eyes = file.reopened_at or file.opened_at, actor.eyes(file.unit)
    return any(
        each.what in ("advanced", "closed") and each.at >= began and eyes.saw(each.actor, each.at)
        for each in file.events
    )


def address(file: CaseFile, do: str, target: object = "case") -> str:
    """Where a deed is done."""
    return reverse("case_do", args=[file.id, do, str(target)])


def of_case(file: CaseFile, actor: Actor) -> tuple[Link, ...]:
    """What the visitor may do with the case as a whole."""
    return tuple(
        Link(deed.title, address(file, do))
        for do, deed in DEEDS.items()
        if "case" in targets(deed, file) and actor.reaches(deed.posts, file.unit)
        if do != "keep" or not _had_a_hand(actor, file)
    )


def of_step(file: CaseFile, actor: Actor) -> Mapping[int, tuple[Link, ...]]:
    """What he may do with each open step."""
    return {
        step.id: tuple(_of(file, step.id, paused=step.state == "paused", own=step.clock == "own"))
        for step in file.open_steps
        if may_advance(actor, step)
    }


def _of(file: CaseFile, step: int, *, paused: bool, own: bool) -> Iterator[Link]:
    offered = {"hand-over": True, "pause": own and not paused, "resume": paused}
    for do, is_offered in offered.items():
        if is_offered:
            yield Link(DEEDS[do].title, address(file, do, step))
