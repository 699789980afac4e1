"""One row with all that is known of it: connections, documents, and what it held before."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sayeban.exemptions.models import Connection, Evidence, ReleaseLine, Row
from sayeban.exemptions.reads.worksheets import unit_of
from sayeban.exemptions.rules import UTILITIES
from sayeban.kit.units import Unit
from sayeban.runtime.models import History


@dataclass(frozen=True, slots=True)
class ConnectionView:
    """One connection; all "" where nothing was collected of this utility."""

    utility: str
    connection_type: str = ""
    bill_id: str = ""
    number: str = ""
    channel: str = ""
    source: str = ""
    entry_method: str = ""
    company: str = ""
    company_state: str = ""
    copied: bool = False
    ready: bool = False


@dataclass(frozen=True, slots=True)
class PlaceView:
    """Where one utility of a released row went: "listed" or the code why not (codes.OUTCOMES)."""

    outcome: str
    list_no: int


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """One document of a connection; `by` is a user id."""

    id: int
    utility: str
    document_id: int
    at: datetime
    by: int | None


@dataclass(frozen=True, slots=True)
class Change:
    """One value that was replaced. `utility` is "" for the row's own fields."""

    at: datetime
    by: int | None
    utility: str
    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class RowView:
    """One row of a campaign. `version` goes back with the form, so that a conflict is seen."""

    id: int
    key: UUID
    version: int
    person_id: int
    unit: Unit
    full_name: str
    national_id: str
    file_number: str
    is_head: bool
    postal_code: str
    mobile: str
    address: str
    tenure: str
    tenancy_end: date | None
    status: str
    location: str
    no_data_reason: str
    remarks: str
    state: str
    aside: str
    flags: tuple[str, ...]
    missing: tuple[str, ...]
    collected_by: int | None
    collected_at: datetime | None
    returned_reason: str
    connections: tuple[ConnectionView, ...]
    places: Mapping[str, PlaceView]
    evidence: tuple[EvidenceView, ...]
    changes: tuple[Change, ...]


_PLAIN = (
    *("id", "key", "version", "person_id", "full_name", "national_id", "file_number", "is_head"),
    *("postal_code", "mobile", "address", "tenure", "tenancy_end", "status", "location"),
    *("no_data_reason", "remarks", "state", "aside", "collected_by", "collected_at"),
    "returned_reason",
)
_OF_CONNECTION = (
    *("utility", "connection_type", "bill_id", "number", "channel", "source", "entry_method"),
    *("company", "company_state", "copied", "ready"),
)


def row_by_key(campaign_id: int, key: UUID) -> RowView | None:
    """The row within the visitor's places, None where there is none."""
    row = Row.objects.filter(campaign=campaign_id, key=key).first()
    if row is None:
        return None
    stored = list(Connection.objects.filter(row=row).order_by("utility"))
    return _view(row, stored, _evidence(row), _changes(row, stored), _places(row))


def rows_to_fill(ids: Sequence[int]) -> list[RowView]:
    """Rows as forms need them, in the order of `ids`: without documents and history."""
    stored: dict[int, list[Connection]] = {}
    for each in Connection.objects.filter(row__in=ids).order_by("row_id", "utility"):
        stored.setdefault(each.row_id, []).append(each)
    rows = Row.objects.in_bulk(ids)
    return [_view(rows[id_], stored.get(id_, [])) for id_ in ids if id_ in rows]


def documented_utilities(ids: Collection[int]) -> dict[int, list[str]]:
    """Of which connections a document is kept, by row id; rows without one are left out."""
    found: dict[int, list[str]] = {}
    kept = Evidence.objects.filter(row__in=ids).order_by("row_id", "utility")
    for row_id, utility in kept.values_list("row_id", "utility").distinct():
        found.setdefault(row_id, []).append(utility)
    return found


def _view(
    row: Row,
    stored: Iterable[Connection],
    evidence: tuple[EvidenceView, ...] = (),
    changes: tuple[Change, ...] = (),
    places: Mapping[str, PlaceView] | None = None,
) -> RowView:
    return RowView(
        **{name: getattr(row, name) for name in _PLAIN},
        unit=unit_of(row),
        flags=tuple(row.flags),
        missing=tuple(row.missing),
        connections=_connections(stored),
        places=places or {},
        evidence=evidence,
        changes=changes,
    )


def _connections(stored: Iterable[Connection]) -> tuple[ConnectionView, ...]:
    by_utility = {connection.utility: connection for connection in stored}
    return tuple(
        ConnectionView(**{name: getattr(by_utility[utility], name) for name in _OF_CONNECTION})
        if utility in by_utility
        else ConnectionView(utility)
        for utility in UTILITIES
    )


def _places(row: Row) -> dict[str, PlaceView]:
    """By utility; of a row that came late, its place on the supplement."""
    found = ReleaseLine.objects.filter(release=row.release_id, row_id=row.pk)
    lines = found.values_list("utility", "outcome", "release__number")
    return {utility: PlaceView(outcome, number) for utility, outcome, number in lines}


def _evidence(row: Row) -> tuple[EvidenceView, ...]:
    found = Evidence.objects.filter(row=row).order_by("utility", "id")
    return tuple(EvidenceView(e.pk, e.utility, e.document_id, e.at, e.by) for e in found)


def _changes(row: Row, stored: Iterable[Connection]) -> tuple[Change, ...]:
    """Newest first. Each kept line holds what stood before; what came after is in the next one."""
    changes = _changes_of("exemptions_row", row, "")
    for connection in stored:
        changes += _changes_of("exemptions_connection", connection, connection.utility)
    return tuple(sorted(changes, key=lambda change: change.at, reverse=True))


def _changes_of(table: str, record: Row | Connection, utility: str) -> list[Change]:
    kept = list(History.objects.filter(table_name=table, row_id=record.pk).order_by("at", "id"))
    held: list[Mapping[str, Any]] = [line.old for line in kept]
    after = [*held[1:], {name: getattr(record, name) for name in held[-1]}] if held else []
    return [
        Change(line.at, line.user_id, utility, name, _text(old), _text(new[name]))
        for line, new in zip(kept, after, strict=True)
        for name, old in line.old.items()
        if _text(old) not in ("", _text(new[name]))
    ]


def _text(value: object) -> str:
    return "" if value is None else str(value)
