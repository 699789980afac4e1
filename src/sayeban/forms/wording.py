"""Answers in words, for pages here and above."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from sayeban.country.formats import mobile
from sayeban.country.today import today_of
from sayeban.design.filters import fa, jdate, number
from sayeban.facts.public import CataloguedFact, catalogued
from sayeban.forms.answering import asked
from sayeban.forms.document import Answer, Question
from sayeban.forms.reads.submissions import Answered, submission

UNKNOWN: Final = "نمی‌داند"
_HIDDEN: Final = "دادهٔ محرمانه"
_ATTACHED: Final = "تصویر پیوست شد"
_SAID: Final[Mapping[str, str]] = {
    "declared": "گفتهٔ متقاضی",
    "confirmed": "متقاضی آنچه ثبت بود را تأیید کرد",
    "corrected": "متقاضی آنچه ثبت بود را اصلاح کرد",
    "unknown": "متقاضی نمی‌دانست",
}


@dataclass(frozen=True, slots=True)
class ToldAnswer:
    """One answer with who says so, and of which day it is."""

    label: str
    answer: str
    source: str


@dataclass(frozen=True, slots=True)
class ToldForm:
    """A form with its version and the answers by section, to read beside something else."""

    title: str
    number: int
    state: str
    sections: tuple[tuple[str, tuple[ToldAnswer, ...]], ...]


def in_words(question: Question, answer: Answer) -> str:
    """An answer as it is read aloud; an identifier stays as it is."""
    labels = {each.code: each.label for each in question.choices}
    if answer is None:
        return UNKNOWN
    if isinstance(answer, list):
        return "، ".join(labels[each] for each in answer)
    match question.kind:
        case "bool":
            said = "بله" if answer else "نه"
        case "money" | "int" | "number":
            said = number(float(answer)) + (" ریال" if question.kind == "money" else "")
        case "year":
            said = fa(answer)
        case "date":
            said = jdate(date.fromisoformat(str(answer)))
        case "mobile":
            said = fa(mobile.dialled(str(answer)))
        case kind:
            said = _ATTACHED if kind == "document" else labels.get(str(answer), str(answer))
    return said


def told_form(key: UUID, *, sees_sensitive: bool) -> ToldForm | None:
    """A submission in words, on the version it was filled on, within the scope of the look.

    The caller records the look. Questions that were not asked are left out; of a sensitive one is
    said that it was answered, to whoever may not see it.
    """
    file = submission(key)
    if file is None:
        return None
    shown, facts = set(asked(file.version.form, file.given)), catalogued()
    sections = tuple(
        (
            section.title,
            tuple(
                ToldAnswer(
                    each.label,
                    _HIDDEN
                    if each.sensitive and not sees_sensitive
                    else in_words(each, file.answers[each.key].value),
                    _source(file.answers[each.key], facts.get(each.fact)),
                )
                for each in section.questions
                if each in shown and each.key in file.answers
            ),
        )
        for section in file.version.form.sections
        if any(each in shown and each.key in file.answers for each in section.questions)
    )
    return ToldForm(file.version.title, file.version.n, file.state, sections)


def _source(answered: Answered, fact: CataloguedFact | None) -> str:
    """«متقاضی آنچه ثبت بود را تأیید کرد: سازمان ثبت احوال، ۲ آذر ۱۴۰۵»."""
    known = answered.origin in ("confirmed", "corrected") and answered.register and fact
    owner = f": {fact.owner_unit}" if known and fact else ""
    day = answered.as_of or today_of(answered.at)
    return f"{_SAID[answered.origin]}{owner}، {jdate(day)}"
