"""Pure decisions of a release: what stops it, and the one place of each row per utility.

No Django here. `place_all` is the oracle of actions/placing_sql.py in the tests. Source: issue
section 2.8, A-133 … A-135, A-141, A-144, A-145, A-147.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sayeban.exemptions.rules import STANDING_ASIDE, State

LISTED = "listed"
COUNTY_LATE = "county.late"
SAME_METER = "same_meter"
REMOVED = ("deceased", "exited")
OUTSIDE = ("not_target_group", "resident_in_care")
INELIGIBLE = (
    COUNTY_LATE,
    *OUTSIDE,
    "candidate.confirmed",
    "not_collected",
    "no_connection",
    "connection.shared",
    "company.unknown",
    "company.other_province",
    SAME_METER,
)
"""The places that are counted per utility, in the order of decision (removal stands second)."""
FINISHED = STANDING_ASIDE | {State.PROVINCE_APPROVED, State.RELEASED, State.REMOVED}
"""A province is complete when each of its rows is in one of these."""


@dataclass(frozen=True, slots=True)
class Block:
    """One thing that stops a release: `count` rows of `unit` (as str(Unit))."""

    code: str
    unit: str
    count: int


def late_blocks(
    open_rows: Mapping[str, int], province: str, without: Collection[str] = ()
) -> list[Block]:
    """Who is late. `open_rows`: rows not finished by county, "" = the province's own worklist.

    Counties in `without` are left out by decision; the province's own worklist cannot be.
    """
    blocks = [Block("pending", province, open_rows[""])] if open_rows.get("") else []
    late = sorted(county for county, rows in open_rows.items() if county and rows)
    return blocks + [
        Block(COUNTY_LATE, county, open_rows[county]) for county in late if county not in without
    ]


@dataclass(frozen=True, slots=True)
class Meter:
    """One collected connection of a row. `confirmed`: a confirmed violation rests on it."""

    connection_type: str = ""
    bill_id: str = ""
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """What the place of one row is decided on. `aside` as rules.standing says."""

    row_id: int
    county: str = ""
    is_head: bool = True
    aside: str = ""
    no_data_reason: str = ""
    missing: Sequence[str] = ()
    location: str = ""
    meters: Mapping[str, Meter] = field(default_factory=dict)


Companies = Mapping[tuple[str, str], Collection[str]]
"""(utility, code) → the provinces in which that company works."""


def place(
    row: Candidate, utility: str, *, without: Collection[str], companies: Companies, province: str
) -> str:
    """The place of one row for one utility, before the meters of a household are compared.

    First in this order: county.late, deceased, exited, not_target_group, resident_in_care,
    candidate.confirmed, not_collected, no_connection, connection.shared, company.unknown,
    company.other_province, else listed. A private connection without a bill id was not collected.
    """
    if row.county in without:
        return COUNTY_LATE
    if row.aside:
        return row.aside
    meter = row.meters.get(utility, Meter())
    if meter.confirmed:
        return "candidate.confirmed"
    if row.no_data_reason and row.missing:
        return "not_collected"
    if row.location == "rural_unconnected":
        return "no_connection"
    return _place_meter(meter, companies.get((utility, meter.bill_id[8:11])), province)


def _place_meter(meter: Meter, works_in: Collection[str] | None, province: str) -> str:
    if meter.connection_type not in ("private", "shared"):
        return "no_connection"
    if meter.connection_type == "shared":
        return "connection.shared"
    if not meter.bill_id:
        return "not_collected"
    if works_in is None:
        return "company.unknown"
    return LISTED if province in works_in else "company.other_province"


def place_all(
    rows: Iterable[Candidate],
    utilities: Sequence[str],
    *,
    without: Collection[str] = (),
    companies: Companies,
    province: str,
    delivered: Collection[tuple[str, str]] = (),
) -> dict[tuple[int, str], str]:
    """(row, utility) → its place; each row gets exactly one per utility.

    One meter is delivered once, on the first row that may be listed: heads first, then by row id
    (note 4). `delivered` holds (utility, bill id) of earlier lists of the campaign.
    """
    places: dict[tuple[int, str], str] = {}
    taken = set(delivered)
    for row in sorted(rows, key=lambda r: (not r.is_head, r.row_id)):
        for utility in utilities:
            found = place(row, utility, without=without, companies=companies, province=province)
            if found == LISTED:
                meter = (utility, row.meters[utility].bill_id)
                found = SAME_METER if meter in taken else LISTED
                taken.add(meter)
            places[row.row_id, utility] = found
    return places


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of one list: {utility: {place: rows}}, every utility and place present."""

    by_utility: Mapping[str, Mapping[str, int]]

    @classmethod
    def of(cls, utilities: Iterable[str], counts: Iterable[tuple[str, str, int]]) -> "Tally":
        """From (utility, place, rows)."""
        tally = {utility: Counter[str]() for utility in utilities}
        for utility, outcome, rows in counts:
            tally[utility][outcome] += rows
        return cls(tally)

    @property
    def removed(self) -> dict[str, int]:
        """Rows removed, each counted once: the same for each utility."""
        first = next(iter(self.by_utility.values()))
        return {code: first[code] for code in REMOVED}

    @property
    def ineligible(self) -> dict[str, dict[str, int]]:
        """{utility: {code: rows}} of what was neither listed nor removed."""
        return {
            utility: {code: counts[code] for code in INELIGIBLE}
            for utility, counts in self.by_utility.items()
        }

    def listed(self, utility: str) -> int:
        """Rows on the list of one utility."""
        return self.by_utility[utility][LISTED]

    def conserves(self, standing: int) -> bool:
        """Whether listed + removed + ineligible = the standing rows, for each utility (R10)."""
        return all(
            self.listed(utility)
            + sum(self.removed.values())
            + sum(self.ineligible[utility].values())
            == sum(counts.values())
            == standing
            for utility, counts in self.by_utility.items()
        )
