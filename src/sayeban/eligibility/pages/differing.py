"""What a text says otherwise than the version that holds on its first day."""

from dataclasses import dataclass

from sayeban.eligibility.aloud import Line, read_aloud
from sayeban.eligibility.documents import RuleDocument
from sayeban.eligibility.models import RuleVersion
from sayeban.eligibility.reads.parameters import params_on
from sayeban.eligibility.reads.versions import document_of, version_on


@dataclass(frozen=True, slots=True)
class Differences:
    """`lines` read the text aloud; `against` is None where no other version holds."""

    lines: tuple[Line, ...]
    against: int | None
    added: tuple[str, ...]
    removed: tuple[str, ...]


def differences(version: RuleVersion, document: RuleDocument) -> Differences:
    """`document` is what the version says, or what its editor makes of it."""
    new = _lines(document)
    held = version_on(document.code, document.valid_from)
    if held is None or held.pk == version.pk:
        return Differences(new, None, (), ())
    old = _lines(document_of(held))
    return Differences(new, held.number, _only(new, old), _only(old, new))


def _lines(document: RuleDocument) -> tuple[Line, ...]:
    return read_aloud(document.tree, params_on(document.valid_from))


def _only(some: tuple[Line, ...], others: tuple[Line, ...]) -> tuple[str, ...]:
    """Conditions that the others do not say."""
    said = {each.text for each in others}
    return tuple(each.text for each in some if each.leaf and each.text not in said)
