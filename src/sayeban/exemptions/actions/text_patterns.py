"""Write and approve the patterns by which companies' messages are read (A-103)."""

from datetime import datetime
from typing import ClassVar

from sayeban.exemptions import rights
from sayeban.exemptions.models import TextPattern
from sayeban.exemptions.rules import UTILITIES
from sayeban.exemptions.rules_texts import PatternProblem, pattern_problem
from sayeban.exemptions.texts_seeded import PATTERNS
from sayeban.kit.refusals import Refusal
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor
from sayeban.runtime.versions import approve_version, seed_versions, write_version


class PatternLong(Refusal):
    """More words than any message has before an id."""

    code: ClassVar[str] = "pattern.long"
    sentence: ClassVar[str] = "الگو دراز است. فقط واژه‌های پیش از شناسه را بنویسید."
    reference: ClassVar[str] = "A-103"


class PatternPlaces(Refusal):
    """No place, an unknown one, too many, or words behind the last."""

    code: ClassVar[str] = "pattern.places"
    sentence: ClassVar[str] = (
        "الگو یک یا دو جای خالی از میان bill_id، payment_id، number و barcode دارد و پس از آخرین"
        " جای خالی چیزی نمی‌آید؛ مانند «شناسه قبض {{bill_id}}»."
    )
    reference: ClassVar[str] = "A-103"


class PatternWords(Refusal):
    """It would take any number."""

    code: ClassVar[str] = "pattern.words"
    sentence: ClassVar[str] = (
        "پیش از جای خالی واژه‌ای لازم است که در پیامک درست پیش از شناسه می‌آید؛ وگرنه هر عددی"
        " شناسه دانسته می‌شود."
    )
    reference: ClassVar[str] = "A-103"


class PatternUtility(Refusal):
    """Neither water, electricity nor gas, or a company code that is none."""

    code: ClassVar[str] = "pattern.utility"
    sentence: ClassVar[str] = "انشعاب آب، برق یا گاز است و کد شرکت سه رقم دارد."
    reference: ClassVar[str] = "A-103"


class PatternUnknown(Refusal):
    """No such version of a pattern."""

    code: ClassVar[str] = "pattern.unknown"
    sentence: ClassVar[str] = "این نسخه از الگو پیدا نشد. نام و شمارهٔ نسخه را بررسی کنید."


class PatternCode(Refusal):
    """A name that no address can hold."""

    code: ClassVar[str] = "pattern.code"
    sentence: ClassVar[str] = "نام الگو را با حروف کوچک لاتین، رقم و خط تیره بنویسید."


class SamePatternEyes(Refusal):
    """Who wrote a pattern cannot approve it."""

    code: ClassVar[str] = "four_eyes"
    sentence: ClassVar[str] = (
        "نویسندهٔ الگو نمی‌تواند خودش آن را تأیید کند. تأیید با همکار دیگری است."
    )
    reference: ClassVar[str] = "S4"


_REFUSED: dict[PatternProblem, type[Refusal]] = {
    "pattern.long": PatternLong,
    "pattern.places": PatternPlaces,
    "pattern.words": PatternWords,
}
_CODE_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-")
_LONGEST_CODE = 40
_COMPANY_DIGITS = 3


@action(
    "campaign.write_pattern", posts=rights.HEADQUARTERS, operator=True, about=("code", "utility")
)
def write_pattern(
    *, actor: Actor, at: datetime, code: str, text: str, utility: str = "", company: str = ""
) -> int:
    """The number of the new version, which waits for approval; without text it ends the pattern.

    Refuses pattern.code, pattern.long, pattern.places, pattern.words and pattern.utility.
    """
    if not code or len(code) > _LONGEST_CODE or not set(code) <= _CODE_LETTERS:
        raise PatternCode
    if text and (problem := pattern_problem(text)):
        raise _REFUSED[problem]
    if utility not in ("", *UTILITIES) or not _is_company(company):
        raise PatternUtility
    content = {"utility": utility, "company": company, "text": text}
    return write_version(TextPattern, actor=actor, at=at, code=code, **content)


@action("campaign.approve_pattern", posts=rights.DEPUTY, about=("code", "version"))
def approve_pattern(*, actor: Actor, at: datetime, code: str, version: int) -> None:
    """From now on texts are read by this version. Refuses pattern.unknown and four_eyes."""
    approve_version(
        TextPattern,
        actor=actor,
        at=at,
        code=code,
        version=version,
        unknown=PatternUnknown,
        same_eyes=SamePatternEyes,
    )


def _is_company(text: str) -> bool:
    return not text or (len(text) == _COMPANY_DIGITS and text.isascii() and text.isdecimal())


def seed_patterns(at: datetime) -> None:
    """Patterns that ship with the product and count as approved with it; existing ones stay."""
    names = ("utility", "company", "text")
    patterns = {code: dict(zip(names, words, strict=True)) for code, words in PATTERNS.items()}
    seed_versions(TextPattern, patterns, at)
