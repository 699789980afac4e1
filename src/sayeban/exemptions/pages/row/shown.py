"""One household as its page shows it: facts, connections, flags, documents and history in words."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from sayeban.accounts.public import user_names
from sayeban.country.jalali import long_form, number
from sayeban.design.parts import Tone
from sayeban.exemptions import rules
from sayeban.exemptions.codes import OUTCOMES
from sayeban.exemptions.pages.states import row_state
from sayeban.exemptions.reads.flags import flag_sentences
from sayeban.exemptions.reads.misfits import misfits
from sayeban.exemptions.reads.one_row import Change, ConnectionView, PlaceView, RowView
from sayeban.exemptions.reads.target import why_outside
from sayeban.exemptions.words import UTILITY_LABELS, field_label, missing_label, value_label

_HIDDEN = {"version", "changed_at", "changed_by", "missing", "flags", "ready", "company"}
_COMPANY_STATES = {
    "unknown": "شرکت ناشناخته",
    "other_province": "شرکت استان دیگر",
}


@dataclass(frozen=True, slots=True)
class ConnectionShown:
    """One connection in words. `number` and `bill_id` are identifiers, empty where unknown."""

    utility: str
    label: str
    kind: str
    bill_id: str
    number_label: str
    number: str
    way: str
    place: str
    notes: tuple[str, ...]
    ready: bool
    documents: tuple["DocumentShown", ...]


@dataclass(frozen=True, slots=True)
class DocumentShown:
    """One document: where to fetch it, when and by whom it came."""

    href: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class ChangeShown:
    """One value that was replaced."""

    at: datetime
    by: str
    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class RowShown:
    """Everything that the page says of one row before the form."""

    full_name: str
    national_id: str
    file_number: str
    role: str
    state: str
    tone: Tone
    facts: tuple[tuple[str, str], ...]
    connections: tuple[ConnectionShown, ...]
    flags: tuple[str, ...]
    removed: tuple[str, ...]
    missing: tuple[str, ...]
    without_data: bool
    said_dead: bool
    aside: str
    because: tuple[str, ...]
    returned_reason: str
    collected_by: str
    collected_at: datetime | None
    changes: tuple[ChangeShown, ...]


def shown(code: str, row: RowView, utilities: Collection[str]) -> RowShown:
    """`utilities` are those of the campaign."""
    people = {e.by for e in row.evidence} | {c.by for c in row.changes} | {row.collected_by}
    names = user_names({number for number in people if number is not None})
    state, tone = row_state(row.state, incomplete=bool(row.missing))
    return RowShown(
        full_name=row.full_name or "بدون نام",
        national_id=row.national_id,
        file_number=row.file_number,
        role="سرپرست خانوار" if row.is_head else "عضو خانوار",
        state=state,
        tone=tone,
        facts=_facts(row),
        connections=tuple(
            _connection(code, row, connection, names)
            for connection in row.connections
            if connection.utility in utilities
        ),
        flags=(*_sentences(row), *misfits([row.id]).get(row.id, ())),
        removed=tuple(_removed(row)),
        missing=tuple(_missing(row, name) for name in row.missing),
        without_data=bool(row.no_data_reason and row.missing),
        said_dead=bool(row.missing) and row.no_data_reason == "said_deceased",
        aside=OUTCOMES[row.aside].sentence if row.aside in OUTCOMES else "",
        because=why_outside(code, row.id) if row.aside == "not_target_group" else (),
        returned_reason=row.returned_reason if row.state == rules.State.RETURNED else "",
        collected_by=names.get(row.collected_by or 0, ""),
        collected_at=row.collected_at,
        changes=tuple(_change(change, names) for change in row.changes if _is_told(change)),
    )


def _sentences(row: RowView) -> tuple[str, ...]:
    """The sentences of the flags; what is incomplete is said by field."""
    return flag_sentences({row.id: [flag for flag in row.flags if flag != "incomplete"]})[row.id]


def _removed(row: RowView) -> Iterator[str]:
    """Of each connection that there is not, which numbers went with it."""
    for connection in row.connections:
        utility = connection.utility
        last = {
            change.field: change
            for change in reversed(row.changes)
            if change.utility == utility and change.field in ("bill_id", "number")
        }
        gone = [f"{field_label(c.field, utility)} {c.old}" for c in last.values() if not c.new]
        if gone and connection.connection_type == "none":
            what = " و ".join(gone)
            yield f"انشعاب {UTILITY_LABELS[utility]} «ندارد» ثبت شد و {what} پاک شد."


def _missing(row: RowView, name: str) -> str:
    """What is missing; of channel and source also for which connections."""
    of = [
        UTILITY_LABELS[connection.utility]
        for connection in row.connections
        if rules.exists(connection.connection_type) and not getattr(connection, name, "known")
    ]
    return f"{missing_label(name)} ({'، '.join(of)})" if of else missing_label(name)


def _facts(row: RowView) -> tuple[tuple[str, str], ...]:
    end = long_form(row.tenancy_end) if row.tenancy_end else ""
    found = (
        ("نشانی", row.address),
        ("موقعیت مکانی", rules.LOCATIONS.get(row.location, "")),
        ("وضعیت مالکیت", rules.TENURES.get(row.tenure, "")),
        ("پایان اجاره", end),
        ("وضعیت مددجو", rules.STATUSES.get(row.status, "")),
        ("دلیل نبود اطلاعات", rules.NO_DATA_REASONS.get(row.no_data_reason, "")),
        ("توضیحات", row.remarks),
    )
    return tuple((label, value) for label, value in found if value)


def _connection(
    code: str, row: RowView, connection: ConnectionView, names: Mapping[int, str]
) -> ConnectionShown:
    utility = connection.utility
    ways = (
        rules.CHANNELS.get(connection.channel, ""),
        rules.SOURCES.get(connection.source, ""),
        rules.ENTRY_METHODS.get(connection.entry_method, ""),
    )
    notes = [_COMPANY_STATES.get(connection.company_state, "")]
    if connection.copied:
        notes.append("از ردیف سرپرست خانوار")
    return ConnectionShown(
        utility,
        UTILITY_LABELS[utility],
        rules.CONNECTION_TYPES.get(connection.connection_type, ""),
        connection.bill_id,
        field_label("number", utility),
        connection.number,
        "، ".join(way for way in ways if way),
        _place(row.places.get(utility)),
        tuple(note for note in notes if note),
        connection.ready,
        tuple(
            DocumentShown(
                reverse("campaign_row_document", args=[code, row.key, document.id]),
                document.at,
                names.get(document.by or 0, ""),
            )
            for document in row.evidence
            if document.utility == utility
        ),
    )


def _place(place: PlaceView | None) -> str:
    if place is None:
        return ""
    if place.outcome == "listed":
        return f"در فهرست شمارهٔ {number(place.list_no)}"
    return f"در فهرست نیست: {OUTCOMES[place.outcome].sentence}"


def _is_told(change: Change) -> bool:
    return not (change.field in _HIDDEN or change.field.endswith(("_at", "_by", "_id_")))


def _change(change: Change, names: Mapping[int, str]) -> ChangeShown:
    return ChangeShown(
        change.at,
        names.get(change.by or 0, "سامانه"),
        field_label(change.field, change.utility),
        value_label(change.field, change.old),
        value_label(change.field, change.new),
    )
