"""What a workbook of services would change, before anything is kept; and which drafts are ready."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sayeban.cases import definition
from sayeban.cases.definition import ServiceDocument
from sayeban.cases.judging import judge
from sayeban.cases.known import known_of
from sayeban.cases.models import ServiceVersion

STANDINGS: Final[Mapping[str, str]] = {
    "new": "تازه",
    "changed": "تغییرکرده",
    "same": "بی‌تغییر",
}


@dataclass(frozen=True, slots=True)
class Compared:
    """One service of a workbook. `standing` is a code of STANDINGS; `revision` that of the newest
    version that is kept, 0 of none.

    `problems` keep its draft from being published; `draft_by`: whose draft it would change, None
    where there is none, 0 for the system's.
    """

    code: str
    title: str
    standing: str
    revision: int
    problems: tuple[str, ...]
    draft_by: int | None


@dataclass(frozen=True, slots=True)
class Draft:
    """One draft that waits for a second person; `authors` wrote it."""

    code: str
    title: str
    number: int
    revision: int
    authors: frozenset[int]
    written_at: datetime
    problems: tuple[str, ...]


def compared(documents: Sequence[Mapping[str, Any]]) -> list[Compared]:
    """Each service beside its newest version; refuses service.malformed."""
    read = [definition.read(each) for each in documents]
    found = ServiceVersion.objects.filter(service__code__in=[each.code for each in read])
    newest = {
        each.service.code: each for each in found.select_related("service").order_by("number")
    }
    return [_beside(each, newest.get(each.code)) for each in read]


def drafts() -> list[Draft]:
    """Every draft by the title of its service, with what keeps it from being published."""
    found = ServiceVersion.objects.filter(state="draft", service__retired_at=None)
    return [
        Draft(
            each.service.code,
            document.title,
            each.number,
            each.revision,
            frozenset({*each.authors, *([each.written_by] if each.written_by else [])}),
            each.written_at,
            _problems(document),
        )
        for each in found.select_related("service").order_by("service__code")
        for document in (definition.read(each.document),)
    ]


def _beside(document: ServiceDocument, kept: ServiceVersion | None) -> Compared:
    if kept is None:
        return Compared(document.code, document.title, "new", 0, _problems(document), None)
    if definition.read(kept.document).sha256 == document.sha256:
        return Compared(document.code, document.title, "same", kept.revision, (), None)
    writer = (kept.written_by or 0) if kept.state == "draft" else None
    problems = _problems(document)
    return Compared(document.code, document.title, "changed", kept.revision, problems, writer)


def _problems(document: ServiceDocument) -> tuple[str, ...]:
    return tuple(each.sentence for each in judge(document, known_of(document)))
