"""How far the paid duties of centres are, one centre or all of a county or province (A-082)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sayeban.accounts.public import user_names
from sayeban.documents.public import Document, document_by_id
from sayeban.exemptions.ladder_sql import scope, words
from sayeban.exemptions.models import Campaign, DutyMark, NeighbourhoodMap
from sayeban.exemptions.progress_sql import LIVE
from sayeban.exemptions.reads.standing import ask
from sayeban.exemptions.rules import OPEN_STATES
from sayeban.exemptions.rules_duties import Duty
from sayeban.exemptions.worklist_sql import place_of
from sayeban.kit.units import Unit

_ROWS = f"""
SELECT r.province, r.county, r.centre, sum(r.rows)::bigint AS rows,
  sum(r.informed)::bigint AS informed,
  coalesce(sum(r.rows) FILTER (WHERE r.state NOT IN ({words(OPEN_STATES)})), 0)::bigint
    AS collected
FROM exemptions_statecount r WHERE {scope("r")} AND r.centre <> '' AND {LIVE}
GROUP BY 1, 2, 3 HAVING sum(r.rows) <> 0
"""
_MARKS = f"""
SELECT DISTINCT ON (m.province, m.county, m.centre, m.duty)
  m.province, m.county, m.centre, m.duty, m.is_done, m.at, m.note, coalesce(u.full_name, ''),
  m.counted, m.whole
FROM exemptions_dutymark m LEFT JOIN accounts_user u ON u.id = m.by
WHERE {scope("m")} ORDER BY m.province, m.county, m.centre, m.duty, m.id DESC
"""
_MAPS = f"""
SELECT m.province, m.county, m.centre, count(*) AS maps
FROM exemptions_neighbourhoodmap m WHERE {scope("m")} GROUP BY 1, 2, 3
"""
_DONE = ", ".join(f"count(m.{duty}) AS {duty}" for duty in Duty)
_ALL = " AND ".join(f"m.{duty}" for duty in Duty)
_HELD = ", ".join(
    f"bool_or(true) FILTER (WHERE duty = '{duty}' AND is_done) AS {duty}" for duty in Duty
)
_OF_PROVINCES = f"""
WITH counted AS ({_ROWS}), mapped AS ({_MAPS}), last AS ({_MARKS}), marked AS (
  SELECT province, county, centre,
    {_HELD}
  FROM last GROUP BY 1, 2, 3
), centres AS (
  SELECT province, county, centre FROM counted
  UNION SELECT province, county, centre FROM mapped
  UNION SELECT province, county, centre FROM marked
)
SELECT c.province, count(*), coalesce(sum(k.rows), 0)::bigint, coalesce(sum(k.informed), 0)::bigint,
  coalesce(sum(k.collected), 0)::bigint, count(d.maps), {_DONE}, count(*) FILTER (WHERE {_ALL})
FROM centres c
LEFT JOIN counted k USING (province, county, centre)
LEFT JOIN mapped d USING (province, county, centre)
LEFT JOIN marked m USING (province, county, centre)
GROUP BY c.province ORDER BY c.province
"""
_NO_ROWS = (0, 0, 0)


@dataclass(frozen=True, slots=True)
class Mark:
    """What a head said of a duty: done, or (`is_done` false) taken back with `note` as reason.

    `counted` of `whole`: what the system counted when it was marked, where that is known.
    """

    duty: str
    is_done: bool
    at: datetime
    note: str
    by: str
    counted: int | None
    whole: int | None

    @property
    def is_early(self) -> bool:
        """Whether it was marked before the counts said so, with `note` as reason."""
        return (self.counted or 0) < (self.whole or 0)


@dataclass(frozen=True, slots=True)
class CentreDuties:
    """What the system knows of one centre, and the last mark of each duty that has one.

    `known` pairs how many of how many: of the rows that take part, of the one map.
    """

    centre: Unit
    known: Mapping[str, tuple[int, int]]
    marks: Mapping[str, Mark]

    @property
    def done(self) -> Mapping[str, Mark]:
        """The marks that hold."""
        return {duty: mark for duty, mark in self.marks.items() if mark.is_done}


@dataclass(frozen=True, slots=True)
class ProvinceDuties:
    """The centres of one province together: how many marked each duty, `complete`: every one.

    `known` as of a centre; of maps, how many centres sent one.
    """

    province: Unit
    centres: int
    known: Mapping[str, tuple[int, int]]
    done: Mapping[str, int]
    complete: int


@dataclass(frozen=True, slots=True)
class Drawing:
    """One picture of the neighbourhood map."""

    id: int
    at: datetime
    by: str


def duties_within(campaign: Campaign, where: Unit) -> list[CentreDuties]:
    """Each centre with rows in `where`; figures from the kept counts, not from the rows."""
    place = place_of(campaign.pk, where)
    marks: dict[Unit, dict[str, Mark]] = {}
    for province, county, centre, *mark in ask(_MARKS, place):
        found = Mark(*mark)
        marks.setdefault(Unit.of_place(province, county, centre), {})[found.duty] = found
    maps = {Unit.of_place(*line[:3]): line[3] for line in ask(_MAPS, place)}
    counts = {Unit.of_place(*line[:3]): line[3:] for line in ask(_ROWS, place)}
    return [
        _of_centre(
            centre, counts.get(centre, (0, 0, 0)), maps.get(centre, 0), marks.get(centre, {})
        )
        for centre in sorted({*counts, *maps, *marks}, key=str)
    ]


def duties_by_province(campaign: Campaign) -> list[ProvinceDuties]:
    """Each province that has a centre with rows, a map or a mark; counted by the database."""
    duties = list(Duty)
    found = ask(_OF_PROVINCES, place_of(campaign.pk, Unit.hq()))
    return [
        ProvinceDuties(
            Unit.of_province(province),
            centres,
            dict(zip(duties, ((informed, rows), (collected, rows), (maps, centres)), strict=True)),
            dict(zip(duties, done, strict=True)),
            complete,
        )
        for province, centres, rows, informed, collected, maps, *done, complete in found
    ]


def duties_of(campaign: Campaign, centre: Unit) -> CentreDuties:
    """The duties of one centre, which may have no rows."""
    found = duties_within(campaign, centre)
    return found[0] if found else _of_centre(centre, _NO_ROWS, 0, {})


def marks_of(campaign: Campaign, centre: Unit) -> list[Mark]:
    """Everything that was said of the duties of a centre, newest first."""
    found = list(DutyMark.objects.filter(**place_of(campaign.pk, centre)).order_by("-id"))
    names = user_names({each.by for each in found})
    return [
        Mark(
            each.duty,
            each.is_done,
            each.at,
            each.note,
            names.get(each.by, ""),
            each.counted,
            each.whole,
        )
        for each in found
    ]


def drawings_of(campaign: Campaign, centre: Unit) -> list[Drawing]:
    """The pictures of the map of a centre, newest first."""
    found = list(NeighbourhoodMap.objects.filter(**place_of(campaign.pk, centre)).order_by("-id"))
    names = user_names({each.by for each in found})
    return [Drawing(each.pk, each.at, names.get(each.by, "")) for each in found]


def drawing_document(campaign: Campaign, centre: Unit, number: int) -> Document | None:
    """The picture itself; None where the centre has no such one."""
    found = NeighbourhoodMap.objects.filter(pk=number, **place_of(campaign.pk, centre)).first()
    return document_by_id(found.document_id) if found else None


def _of_centre(
    centre: Unit, counts: tuple[int, ...], maps: int, marks: Mapping[str, Mark]
) -> CentreDuties:
    rows, informed, collected = counts
    known: dict[str, tuple[int, int]] = {
        Duty.INFORM: (informed, rows),
        Duty.COLLECT: (collected, rows),
        Duty.MAP: (min(maps, 1), 1),
    }
    return CentreDuties(centre, known, marks)
