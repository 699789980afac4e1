"""The catalogue of services as pages show it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q

from sayeban.cases import definition
from sayeban.cases.definition import ServiceDocument
from sayeban.cases.finding import ranked
from sayeban.cases.judging import Problem, judge
from sayeban.cases.known import known_of
from sayeban.cases.models import Case, Service, ServiceVersion
from sayeban.cases.refusals import ServiceUnknown
from sayeban.country.text import sort_key


@dataclass(frozen=True, slots=True)
class ServiceRow:
    """One service in the list. `number` is that of its version in force, 0 where none is."""

    code: str
    title: str
    search_words: tuple[str, ...]
    department: str
    number: int
    has_draft: bool
    retired: bool


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One version of a service, the newest first. `state` is a code of VERSION_STATES.

    `running`: open cases on it within the reader's places; `authors`: all who wrote a part of it.
    """

    number: int
    state: str
    revision: int
    sha256: str
    written_by: int | None
    written_at: datetime
    published_by: int | None
    published_at: datetime | None
    running: int
    authors: frozenset[int]


@dataclass(frozen=True, slots=True)
class ServiceFile:
    """One service with its versions. `document` is of the version that was asked for.

    `revision` is that of the newest version, which an editor sends back.
    """

    row: ServiceRow
    number: int
    state: str
    document: ServiceDocument
    revision: int
    versions: tuple[VersionRow, ...]


def services(search: str = "", *, offered_only: bool = False) -> list[ServiceRow]:
    """Services by title; with `search` those that hold some of its words, the nearest first.

    `offered_only`: those that take cases now.
    """
    found = Service.objects.order_by("code")
    if offered_only:
        found = found.filter(retired_at=None, versions__state="published")
    rows = [_row(each) for each in found.prefetch_related("versions")]
    rows.sort(key=lambda row: sort_key(row.title))
    return ranked(search, [(row, (row.title, row.code, *row.search_words)) for row in rows])


def service(code: str, number: int = 0) -> ServiceFile:
    """A service and one of its versions: `number`, or the one in force, or its draft.

    Refuses service.unknown.
    """
    found = Service.objects.filter(code=code).first()
    if found is None:
        raise ServiceUnknown(service=code)
    versions = list(found.versions.order_by("-number"))
    wanted = Q(number=number) if number else Q(state="published")
    shown = found.versions.filter(wanted).first() or (versions[0] if not number else None)
    if shown is None:
        raise ServiceUnknown(service=code)
    cases = Case.objects.filter(service=found, closed_at=None).order_by("version")
    running = dict(cases.values_list("version").annotate(Count("id")))
    return ServiceFile(
        _row(found),
        shown.number,
        shown.state,
        definition.read(shown.document),
        versions[0].revision,
        tuple(_version(each, running.get(each.pk, 0)) for each in versions),
    )


def check_service(document: ServiceDocument) -> tuple[Problem, ...]:
    """What keeps a definition from being published, each in a Persian sentence."""
    return judge(document, known_of(document))


def catalogue_documents() -> list[dict[str, Any]]:
    """The documents of all services that are not retired, as they are exported: the newest."""
    found = ServiceVersion.objects.filter(service__retired_at=None).order_by(
        "service__code", "number"
    )
    newest: dict[str, dict[str, Any]] = dict(found.values_list("service__code", "document"))
    return list(newest.values())


def _row(each: Service) -> ServiceRow:
    states = {version.state: version for version in each.versions.all()}
    return ServiceRow(
        each.code,
        each.title,
        tuple(each.search_words),
        each.department,
        states["published"].number if "published" in states else 0,
        "draft" in states,
        each.retired_at is not None,
    )


def _version(each: ServiceVersion, running: int) -> VersionRow:
    return VersionRow(
        each.number,
        each.state,
        each.revision,
        each.sha256,
        each.written_by,
        each.written_at,
        each.published_by,
        each.published_at,
        running,
        frozenset({*each.authors, *([each.written_by] if each.written_by else [])}),
    )
