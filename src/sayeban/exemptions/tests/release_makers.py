"""Makers of rows that stand at the province's door."""

from typing import Any

from sayeban.exemptions.actions.release import Released, release
from sayeban.exemptions.models import Campaign, Candidate, CandidateRow, ReleaseLine, Row
from sayeban.exemptions.tests.makers import NOW, actor, bill_id, company, places, row
from sayeban.kit.units import Unit
from sayeban.runtime.actor import OPERATOR, Actor
from sayeban.runtime.context import acting

FARS = Unit.of_province("07")
ABADEH = Unit.of_county("0701")
ESTAHBAN = Unit.of_county("0702")
DIRECTOR_ID = 77


def director(province: Unit = FARS) -> Actor:
    return actor("director_general", province, DIRECTOR_ID)


def ground() -> None:
    """Places and one company of each utility in Fars: 307 gas, 207 electricity, 107 water."""
    places()
    for code, utility in (("307", "gas"), ("207", "electricity"), ("107", "water")):
        company(code, utility)


def bills(serial: int) -> dict[str, str]:
    """One private bill of each of the companies of `ground`."""
    return {
        "gas": bill_id(serial, "gas", "307"),
        "electricity": bill_id(serial, "electricity", "207"),
        "water": bill_id(serial, "water", "107"),
    }


def approved(campaign: Campaign, unit: Unit = ABADEH, **changed: Any) -> Row:
    """A complete row that the province approved."""
    values: dict[str, Any] = {
        "state": "province_approved",
        "location": "urban",
        "tenure": "owner",
        "postal_code": "7391700000",
        "mobile": "+989120000000",
    }
    return row(campaign, unit, **(values | changed))


def candidate(
    campaign: Campaign, *rows: Row, confirmed: bool = False, utility: str = "gas"
) -> None:
    """A violation candidate over rows, open or confirmed against all of them."""
    decided = {"state": "confirmed", "decided_at": NOW, "decided_by": 5} if confirmed else {}
    with acting(OPERATOR, NOW):
        made = Candidate.objects.create(
            campaign=campaign,
            kind="bill_taken",
            subject=str(rows[0].pk),
            opened_at=NOW,
            **decided,
        )
        for held in rows:
            CandidateRow.objects.create(
                candidate=made,
                row=held,
                utility=utility,
                is_confirmed=confirmed,
                province=held.province,
                county=held.county,
                centre=held.centre,
            )


def set_rows(*rows: Row, **values: Any) -> None:
    with acting(OPERATOR, NOW):
        Row.objects.filter(pk__in=[r.pk for r in rows]).update(**values)


def states(*rows: Row) -> list[str]:
    with acting(OPERATOR, NOW):
        found = dict(Row.objects.filter(pk__in=[r.pk for r in rows]).values_list("pk", "state"))
    return [found[r.pk] for r in rows]


def released(code: str = "c1405", **given: Any) -> Released:
    """Released by the director-general of Fars unless `given` says otherwise."""
    whole: dict[str, Any] = {"actor": director(), "at": NOW, "code": code, "unit": FARS} | given
    return release(**whole)


def places_of(made: Released) -> dict[tuple[int, str], str]:
    """(row, utility) → its place on one list."""
    with acting(OPERATOR, NOW):
        lines = ReleaseLine.objects.filter(release_id=made.release_id)
        return {(r, u): o for r, u, o in lines.values_list("row_id", "utility", "outcome")}


def line(made: Released, of: Row, utility: str = "gas") -> ReleaseLine:
    with acting(OPERATOR, NOW):
        return ReleaseLine.objects.get(release_id=made.release_id, row_id=of.pk, utility=utility)
