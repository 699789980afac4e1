"""A rule as a document: read from JSON with each fault named, and written back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sayeban.country.jalali import number
from sayeban.eligibility.refusals import RuleInvalid
from sayeban.eligibility.rules import APPLIES_TO, SUBJECTS, is_code
from sayeban.facts.public import FactType, ParamType, Tree, dump, parse
from sayeban.kit.canonical import fingerprint

_LONGEST: Final = 300
KEYS: Final = (
    *("code", "title", "subject", "institution", "service"),
    *("applies_to", "legal_basis", "valid_from", "tree"),
)
_NAMES: Final = {
    **{"code": "کد قاعده", "title": "عنوان", "subject": "قاعده دربارهٔ", "institution": "نهاد"},
    **{"service": "کد خدمت", "applies_to": "زمان سنجش", "legal_basis": "مستند قانونی"},
    **{"valid_from": "روز آغاز", "tree": "شرط‌ها"},
}


@dataclass(frozen=True, slots=True)
class RuleDocument:
    """What one version of a rule says. `service` is "" where the rule opens none."""

    code: str
    title: str
    subject: str
    institution: str
    service: str
    applies_to: str
    legal_basis: str
    valid_from: date
    tree: Tree

    @property
    def tree_sha256(self) -> str:
        """The fingerprint of the tree as it is written back."""
        return fingerprint(dump(self.tree))

    def as_json(self) -> dict[str, Any]:
        """The document again."""
        told = {name: getattr(self, name) for name in KEYS}
        return told | {
            "service": self.service or None,
            "valid_from": self.valid_from.isoformat(),
            "tree": dump(self.tree),
        }


def facts_for(catalogue: Mapping[str, FactType], subject: str) -> dict[str, FactType]:
    """What a rule about this subject may read: one of a household nothing of a single person."""
    return {key: fact for key, fact in catalogue.items() if subject in ("person", fact.subject)}


def read_document(
    given: object, catalogue: Mapping[str, FactType], params: Mapping[str, ParamType]
) -> RuleDocument:
    """The rule of a document. Refuses rule.invalid, condition.invalid and
    condition.futile."""
    if not isinstance(given, Mapping):
        raise RuleInvalid(place="سند", problem="یک شیء JSON لازم است.")
    if strange := sorted(map(str, set(given) - set(KEYS))):
        raise RuleInvalid(place=strange[0], problem="این کلید شناخته نیست.")
    subject = _one_of(given, "subject", SUBJECTS)
    tree = parse(given.get("tree"), facts_for(catalogue, subject), params, rule=True, bounded=True)
    return RuleDocument(
        code=_code(given, "code"),
        title=_text(given, "title"),
        subject=subject,
        institution=_code(given, "institution"),
        service=_code(given, "service") if given.get("service") is not None else "",
        applies_to=_one_of(given, "applies_to", APPLIES_TO),
        legal_basis=_text(given, "legal_basis"),
        valid_from=_day(given),
        tree=tree,
    )


def _wrong(key: str, problem: str) -> RuleInvalid:
    return RuleInvalid(place=_NAMES[key], problem=problem)


def _one_of(given: Mapping[str, Any], key: str, words: Mapping[str, str]) -> str:
    found = given.get(key)
    if not isinstance(found, str) or found not in words:
        offered = "، ".join(f"{word} ({code})" for code, word in words.items())
        raise _wrong(key, f"یکی از این‌ها لازم است: {offered}.")
    return found


def _code(given: Mapping[str, Any], key: str) -> str:
    found = given.get(key)
    if not isinstance(found, str) or not is_code(found):
        raise _wrong(key, "کد از حرف کوچک لاتین، رقم و _ ساخته می‌شود.")
    return found


def _text(given: Mapping[str, Any], key: str) -> str:
    found = given.get(key)
    if not isinstance(found, str) or not 0 < len(found.strip()) <= _LONGEST:
        raise _wrong(key, f"متنی تا {number(_LONGEST)} نویسه لازم است.")
    return found.strip()


def _day(given: Mapping[str, Any]) -> date:
    try:
        return date.fromisoformat(given.get("valid_from") or "")
    except (ValueError, TypeError):
        raise _wrong(
            "valid_from",
            "روزی از تقویم لازم است: در اکسل مانند ۱۴۰۵/۰۱/۰۱، در JSON مانند 2026-03-21.",
        ) from None
