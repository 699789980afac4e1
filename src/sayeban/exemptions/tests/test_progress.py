"""The daily progress: days, states, readiness, error rates, late units, the evening freeze."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sayeban.exemptions.actions.change_campaign import close_campaign, extend_campaign
from sayeban.exemptions.actions.draw_sample import draw_sample
from sayeban.exemptions.actions.freeze import freeze
from sayeban.exemptions.actions.record_sample import Finding, record_sample
from sayeban.exemptions.models import Campaign, Freeze, Row
from sayeban.exemptions.reads.frozen import frozen_days
from sayeban.exemptions.reads.progress import Progress, progress
from sayeban.exemptions.reads.progress_table import progress_table
from sayeban.exemptions.refusals import CampaignUnknown
from sayeban.exemptions.rules import State
from sayeban.exemptions.tests import makers
from sayeban.exemptions.tests.ladder import (
    CENTRE,
    COUNTY,
    COUNTY_EXPERT,
    COUNTY_HEAD,
    FAR,
    HEAD,
    NOW,
    OTHER_COUNTY,
    PROVINCE,
    SECOND,
    approved,
    collected,
    later,
    sign,
    world,
)
from sayeban.kit.units import Unit
from sayeban.organisations.models import Closure
from sayeban.runtime.actor import OPERATOR, SYSTEM, Actor
from sayeban.runtime.context import acting, looking
from sayeban.runtime.refusals import AccessDenied

pytestmark = pytest.mark.django_db


def seen(
    campaign: Campaign, unit: Unit | None = None, days: int = 0, actor: Actor = OPERATOR
) -> Progress:
    """The figures as a page sees them, `days` after NOW."""
    with looking(actor):
        return progress(campaign.code, unit, NOW + timedelta(days=days))


@pytest.mark.parametrize(
    ("days_later", "day"), [(-10, 0), (-3, 0), (-2, 1), (0, 3), (7, 10), (8, 11)]
)
def test_day_one_is_the_start_and_the_count_goes_on_after_the_end(
    days_later: int, day: int
) -> None:
    campaign = world()
    figures = seen(campaign, days=days_later)
    assert (figures.day, figures.of, figures.due) == (day, 10, date(2026, 12, 1))


def test_the_day_changes_at_midnight_in_iran() -> None:
    campaign = world()
    evening = NOW.replace(hour=20, minute=29)
    with acting(OPERATOR, NOW):
        assert progress(campaign.code, None, evening).day == 3
        assert progress(campaign.code, None, evening + timedelta(minutes=2)).day == 4


def test_working_days_leave_out_fridays_and_the_closures_of_the_province() -> None:
    campaign = world(working_days=True)
    with acting(OPERATOR, NOW):
        Closure.objects.create(province="07", day=date(2026, 11, 24), reason="آلودگی هوا")
    assert seen(campaign, days=4).day == 6
    assert seen(campaign, PROVINCE, days=4).day == 5
    assert seen(campaign, PROVINCE).due > seen(campaign).due


def test_an_extension_moves_the_end() -> None:
    campaign = world()
    extend_campaign(actor=OPERATOR, at=NOW, code=campaign.code, days=3)
    figures = seen(campaign)
    assert (figures.of, figures.due) == (13, date(2026, 12, 4))


def test_each_unit_has_its_own_deadline() -> None:
    campaign = world()
    dues = [seen(campaign, unit).unit_due.day for unit in (CENTRE, COUNTY, PROVINCE)]
    assert dues == [27, 29, 1]


def test_every_state_is_counted_in_its_unit() -> None:
    campaign = world()
    for state in State:
        makers.row(campaign, CENTRE, state=state)
    makers.row(campaign, FAR)
    figures = seen(campaign)
    assert dict(figures.by_state) == {state.value: 1 for state in State} | {"pending": 2}
    assert dict(seen(campaign, FAR).by_state) == {state.value: 0 for state in State} | {
        "pending": 1
    }


def test_an_unknown_campaign_is_refused() -> None:
    with acting(OPERATOR, NOW), pytest.raises(CampaignUnknown):
        progress("none", None, NOW)


def test_lines_are_the_units_below_and_the_own_worklist() -> None:
    campaign = world()
    for unit in (CENTRE, SECOND, COUNTY, FAR, PROVINCE, Unit.of_centre("1001", "1011")):
        makers.row(campaign, unit)
    assert [(str(line.unit), line.rows) for line in seen(campaign).lines] == [("07", 5), ("10", 1)]
    province = seen(campaign, PROVINCE).lines
    assert [(str(line.unit), line.name, line.rows) for line in province] == [
        ("07", "کارتابل استان", 1),
        ("0701", "آباده", 3),
        ("0702", "استهبان", 1),
    ]
    county = seen(campaign, COUNTY).lines
    assert [(str(line.unit), line.rows) for line in county] == [
        ("0701", 1),
        ("centre:7011", 1),
        ("centre:7012", 1),
    ]


def test_a_reader_sees_the_figures_of_his_places_alone() -> None:
    campaign = world()
    makers.row(campaign, CENTRE)
    makers.row(campaign, FAR)
    assert [line.rows for line in seen(campaign, PROVINCE, actor=COUNTY_HEAD).lines] == [1]


def test_readiness_tells_what_is_missing_for_each_company() -> None:
    campaign = world()
    whole = collected(campaign, CENTRE, bills={"gas": makers.bill_id(1, "gas")})
    lacks = collected(campaign, CENTRE, missing=["location", "gas.number", "water.type"])
    makers.connection(lacks, "gas", makers.bill_id(2, "gas"), ready=False)
    shared = collected(campaign, CENTRE)
    makers.connection(
        shared, "gas", makers.bill_id(3, "gas"), connection_type="shared", ready=False
    )
    gone = makers.row(
        campaign,
        CENTRE,
        state="leaving",
        aside="deceased",
        status="deceased",
        bills={"gas": makers.bill_id(4, "gas")},
    )
    figures = seen(campaign)
    assert dict(figures.ready) == {"water": 0, "electricity": 0, "gas": 1}
    gas, electricity, water = figures.readiness
    assert (gas.utility, gas.company, gas.complete, dict(gas.missing)) == (
        "gas",
        "307",
        1,
        {"location": 1, "gas.number": 1},
    )
    assert (electricity.company, electricity.complete, electricity.missing) == (
        "",
        0,
        {"location": 1},
    )
    assert water.missing == {"location": 1, "water.type": 1}
    assert whole.pk != gone.pk


def test_error_rates_stand_beside_the_checked_centre() -> None:
    campaign = world()
    rows = [collected(campaign, CENTRE) for _ in range(5)]
    sign(campaign, CENTRE)
    approved(campaign, CENTRE)
    draw_sample(actor=COUNTY_EXPERT, at=later(1), code=campaign.code, unit=COUNTY)
    findings = [Finding(row.national_id, is_right=row is not rows[0]) for row in rows]
    record_sample(
        actor=COUNTY_EXPERT, at=later(2), code=campaign.code, unit=COUNTY, findings=findings
    )
    (line,) = seen(campaign, COUNTY).lines
    (rate,) = line.errors
    assert (rate.of, rate.checked, rate.wrong) == ("county", 5, 1)
    assert [round(share * 100, 1) for share in rate.interval] == [3.6, 62.4]


def late(campaign: Campaign, unit: Unit | None, days: int) -> list[tuple[str, int]]:
    return [(str(each.unit), each.rows) for each in seen(campaign, unit, days).late]


def test_a_unit_is_late_once_its_own_deadline_has_passed() -> None:
    campaign = world()
    makers.row(campaign, CENTRE)
    makers.row(campaign, SECOND, state="centre_approved")
    makers.row(campaign, FAR, state="leaving", aside="deceased", status="deceased")
    assert late(campaign, PROVINCE, 3) == []
    assert late(campaign, PROVINCE, 4) == [("centre:7011", 1)]
    assert late(campaign, PROVINCE, 6) == [("0701", 2), ("centre:7011", 1)]
    assert late(campaign, PROVINCE, 8) == [("07", 2), ("0701", 2), ("centre:7011", 1)]
    assert late(campaign, COUNTY, 8) == [("0701", 2), ("centre:7011", 1)]
    assert late(campaign, None, 8) == [("07", 2), ("0701", 2)]


def test_an_approved_row_makes_nobody_late() -> None:
    campaign = world()
    for state in ("province_approved", "released", "removed"):
        makers.row(campaign, CENTRE, state=state)
    assert late(campaign, None, 60) == []


def test_json_has_the_promised_words() -> None:
    campaign = world()
    makers.row(campaign, CENTRE)
    told: dict[str, Any] = seen(campaign, days=6).as_json()
    assert {name: told[name] for name in ("day", "of", "due", "ready")} == {
        "day": 9,
        "of": 10,
        "due": "2026-12-01",
        "ready": {"water": 0, "electricity": 0, "gas": 0},
    }
    assert list(told["by_state"]) == [state.value for state in State]
    assert told["units"] == [{"unit": "07", "by_state": {"pending": 1}, "errors": []}]
    assert told["late"] == [{"unit": "0701", "due": "2026-11-29", "rows": 1}]


def test_the_number_of_queries_does_not_grow_with_the_units() -> None:
    campaign = world()

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            seen(campaign, PROVINCE)
        return len(queries)

    makers.row(campaign, CENTRE)
    few = asked()
    for unit in (SECOND, COUNTY, FAR, OTHER_COUNTY, PROVINCE):
        makers.row(campaign, unit)
    assert asked() == few


def test_the_table_has_a_line_a_unit_and_a_sum() -> None:
    campaign = world()
    makers.row(campaign, CENTRE)
    makers.row(campaign, FAR, state="collected")
    header, rows = progress_table(seen(campaign, PROVINCE))
    assert [dict(zip(header, row, strict=True))["جمع"] for row in rows] == [1, 1, 2]
    assert {len(row) for row in rows} == {len(header)}


def test_the_evening_freeze_keeps_each_worklist_once_a_day() -> None:
    campaign = world()
    row = makers.row(campaign, CENTRE, bills={"gas": makers.bill_id(1, "gas")})
    makers.row(campaign, FAR)
    assert freeze(actor=SYSTEM, at=NOW) == 2
    with acting(OPERATOR, NOW):
        Row.objects.filter(pk=row.pk).update(state="uncollectable")
    assert freeze(actor=SYSTEM, at=later(60)) == 0
    assert freeze(actor=SYSTEM, at=NOW + timedelta(days=1)) == 2
    with acting(OPERATOR, NOW):
        first = Freeze.objects.get(centre="7011", day=date(2026, 11, 24))
        days = frozen_days(campaign.code, PROVINCE)
        assert frozen_days(campaign.code, None) == days
    assert first.figures == {"by_state": {"pending": 1}, "ready": {}}, "nobody collected it"
    assert [(day.day.day, dict(day.by_state), dict(day.ready)) for day in days] == [
        (24, {"pending": 2}, {}),
        (25, {"pending": 1, "uncollectable": 1}, {"gas": 1}),
    ]


def test_a_campaign_that_has_not_begun_or_is_closed_is_not_frozen() -> None:
    campaign = world()
    makers.row(campaign, CENTRE)
    assert freeze(actor=SYSTEM, at=NOW - timedelta(days=3)) == 0
    close_campaign(actor=OPERATOR, at=NOW, code=campaign.code)
    assert freeze(actor=SYSTEM, at=NOW) == 0


def test_a_user_does_not_freeze() -> None:
    world()
    with pytest.raises(AccessDenied):
        freeze(actor=HEAD, at=NOW)
