"""SQL of what is stored about a row: its connections side by side, and its fingerprints.

Used where worksheets are written, where they come back, and where stored rows are judged anew.
"""

from sayeban.exemptions.rules import PREFILLED_CORRECTABLE, SHEET_KEY_UTILITIES, UTILITIES

COLUMNS = {
    "type": "connection_type",
    "bill": "bill_id",
    "number": "number",
    "channel": "channel",
    "source": "source",
    "method": "entry_method",
}
FACTS = tuple(COLUMNS)
"""What is known of one connection; a wide relation has the columns gas_type, gas_bill, …"""


_FACTS = ",\n  ".join(
    f"coalesce(max({column}) FILTER (WHERE utility = '{u}'), '') AS {u}_{fact}"
    for u in UTILITIES
    for fact, column in COLUMNS.items()
)


def pivot(rows: str) -> str:
    """The connections of `rows` (a subquery of row ids), one line a row."""
    return (
        f"SELECT row_id, {_FACTS} FROM exemptions_connection"
        f" WHERE row_id IN ({rows}) GROUP BY row_id"
    )


def connections_of(row_id: str) -> str:
    """The connections of one row, for LATERAL: one index look-up, whatever the planner believes of
    a campaign that was just loaded."""
    return f"SELECT {_FACTS} FROM exemptions_connection WHERE row_id = {row_id}"


def connection_facts(alias: str) -> str:
    """The wide columns of a pivot that was joined from the left, "" where there is no line."""
    return ", ".join(
        f"coalesce({alias}.{u}_{fact}, '') AS {u}_{fact}" for u in UTILITIES for fact in FACTS
    )


def first_of(fact: str, alias: str) -> str:
    """The worksheet has one channel and one source a row: the first that a connection has."""
    each = ", ".join(f"nullif({alias}.{u}_{fact}, '')" for u in SHEET_KEY_UTILITIES)
    return f"coalesce({each}, '')"


def _row(alias: str) -> list[str]:
    return [
        *(f"coalesce({alias}.{name}, '')" for name in PREFILLED_CORRECTABLE),
        f"coalesce({alias}.tenancy_end::text, '')",
        *(f"{alias}.{name}" for name in ("location", "remarks", "no_data_reason")),
    ]


def _connections(alias: str, facts: tuple[str, ...]) -> list[str]:
    return [f"{alias}.{u}_{fact}" for u in SHEET_KEY_UTILITIES for fact in facts]


def _fingerprint(parts: list[str]) -> str:
    # A record as text quotes its fields, so no two rows share a text.
    return f"md5(ROW({', '.join(parts)})::text)"


def _shown(alias: str) -> list[str]:
    """Everything that a worksheet row can show."""
    row = [*_row(alias), first_of("channel", alias), first_of("source", alias)]
    return [*row, *_connections(alias, ("type", "bill", "number"))]


def digest(alias: str) -> str:
    """Fingerprint of everything that a worksheet row can show, to know an untouched row."""
    return _fingerprint(_shown(alias))


def untouched(typed: str, stored: str) -> str:
    """Whether a worksheet's row came back as it was handed out: as it is stored, unless somebody
    changed it since. Only then the digest is asked, which takes several times as long."""
    shown, held = (f"({', '.join(_shown(alias))})" for alias in (typed, stored))
    return f"""CASE WHEN {typed}.sheet_digest = '' THEN false
      WHEN {typed}.sheet_version = {stored}.version THEN {shown} = {held}
      ELSE {digest(typed)} = {typed}.sheet_digest END"""


CONTENT = (
    *PREFILLED_CORRECTABLE,
    *("tenancy_end", "location", "remarks", "no_data_reason"),
    *(f"{u}_{fact}" for u in UTILITIES for fact in ("type", "bill", "number", "channel", "source")),
)
"""Everything that collection can change, the way of each connection too.

The entry method is no part of it: saying the same in another way changes nothing.
"""
