"""A plain model of the ladder, written from the procedure with loops over rows.

Rows may belong to one household: members follow their head's row (note 4).
"""

from dataclasses import dataclass, field
from datetime import datetime

from sayeban.kit.units import Unit

FREE = ("pending", "returned", "collected")
CLIMB = {"centre": "centre_approved", "county": "county_approved", "province": "province_approved"}


@dataclass(eq=False)
class Line:
    """`head` is the row that this one follows; `entry` is what it says: author and time.

    `sent` are the levels that sent it back, in order.
    """

    worklist: Unit
    state: str
    head: "Line | None" = None
    entry: tuple[int, datetime] | None = None
    sent: list[str] = field(default_factory=list)


def rung(level: str) -> int:
    return list(CLIMB).index(level)


def waits(line: Line, unit: Unit) -> bool:
    """Whether the row is ready for this unit's head."""
    if line.worklist == unit:
        return line.state == "collected"
    return line.state == {"county": "centre_approved", "province": "county_approved"}[unit.level]


def is_open(line: Line, unit: Unit) -> bool:
    """Whether somebody below, or a collector of the unit, has work left on the row.

    What this level sent back itself, and nobody above it since, stays behind and is none.
    """
    from_here = [level for level in line.sent if rung(level) >= rung(unit.level)]
    if from_here and from_here[-1] == unit.level:
        return False
    if line.worklist == unit or line.state in ("leaving", "outside"):
        return line.state in ("pending", "returned")
    rungs = (*FREE, *CLIMB.values())
    return rungs.index(line.state) < rungs.index(CLIMB[unit.level]) and not waits(line, unit)


def is_late(line: Line, unit: Unit, lines: list[Line]) -> bool:
    """Whether the province leaves the row's county out."""
    if unit.level != "province" or not line.worklist.county:
        return False
    same = [each for each in lines if each.worklist.county == line.worklist.county]
    return any(is_open(each, unit) for each in same)


def rank(line: Line) -> int:
    """How high the row stands: 0 free, then centre, county, province."""
    rungs = list(CLIMB.values())
    return rungs.index(line.state) + 1 if line.state in rungs else 0


def going_along(lines: list[Line], returned: list[Line], taken: list[Line], top: int) -> list[Line]:
    """Members that go back too: copies of a returned row, or approved on what no longer holds.

    Nobody is unlocked from above `top`, the approver's own rung.
    """
    found = []
    for line in lines:
        if line.head is None or line in returned or line.state not in (*FREE, *CLIMB.values()):
            continue
        is_copy = line.entry is not None and line.entry == line.head.entry
        gathered = line.state == "collected" or rank(line) > 0
        if rank(line) <= top and (
            (line.head in returned and is_copy and gathered)
            or (line.head in taken and rank(line) > 0 and line.entry != line.head.entry)
        ):
            found.append(line)
    return found


def follow(lines: list[Line]) -> None:
    """Free members take over what the head's collected or approved row says."""
    for line in lines:
        if line.head and line.state in FREE and (line.head.state == "collected" or rank(line.head)):
            line.state, line.entry = "collected", line.head.entry


def model_approves(lines: list[Line], unit: Unit, back: list[int]) -> str:
    """Change the lines as the procedure says; "done" or the refusal."""
    mine = [line for line in lines if unit.covers(line.worklist)]
    returned = [lines[number] for number in back]
    top = list(CLIMB).index(unit.level) + 1
    unlocked = (*FREE, *list(CLIMB.values())[:top])
    if any(line not in mine or line.state not in unlocked for line in returned):
        return "unknown"
    on_time = [line for line in mine if not is_late(line, unit, lines)]
    to_climb = [line for line in on_time if waits(line, unit) and line not in returned]
    members = going_along(lines, returned, to_climb, top)
    rest = [line for line in on_time if line not in returned and line not in members]
    if any(is_open(line, unit) for line in rest):
        return "blocked"
    taken = [line for line in rest if waits(line, unit)]
    if not taken and all(line.state == "returned" for line in returned):
        return "blocked"
    for line in taken:
        line.state = CLIMB[unit.level]
    send_back(lines, returned, members, unit)
    return "done"


def model_returns(lines: list[Line], unit: Unit, back: list[int]) -> str:
    """The same without an approval."""
    mine = [line for line in lines if unit.covers(line.worklist)]
    returned = [lines[number] for number in back]
    top = rung(unit.level) + 1
    if any(
        line not in mine or line.state not in (*FREE, *list(CLIMB.values())[:top])
        for line in returned
    ):
        return "unknown"
    send_back(lines, returned, going_along(lines, returned, [], top), unit)
    return "done"


def send_back(lines: list[Line], returned: list[Line], members: list[Line], unit: Unit) -> None:
    for line in (*returned, *members):
        if line.state != "returned":
            line.sent.append(unit.level)
        line.state = "returned"
    follow([line for line in lines if line.head in [member.head for member in members]])
