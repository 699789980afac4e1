"""The SQL of a release gives each row the place that the plain rule gives it."""

from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from sayeban.exemptions.actions import placing_writes
from sayeban.exemptions.models import Campaign, Row
from sayeban.exemptions.rules_release import LISTED, Candidate, Meter, place_all
from sayeban.exemptions.tests.makers import bill_id, campaign, company, connection
from sayeban.exemptions.tests.release_makers import (
    approved,
    candidate,
    ground,
    places_of,
    released,
    set_rows,
)
from sayeban.kit.units import Unit

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

UTILITIES = ["gas", "water"]
COMPANIES = {("gas", "307"): {"07"}, ("water", "107"): {"07"}, ("gas", "308"): {"10"}}
LATE = "0702"

_serials = st.integers(1, 2)
_good = st.builds(lambda serial: ("private", (serial, 0)), _serials)
_any = st.builds(
    lambda kind, serial, code: (kind, (serial, code)),
    st.sampled_from(["private", "private", "shared", "none", ""]),
    _serials,
    st.sampled_from([0, 1, 2, None]),
)
_always = {
    "county": st.sampled_from(["0701", LATE, ""]),
    "is_head": st.booleans(),
    "with_first": st.booleans(),
}
# Rows that would be listed are drawn twice as often: only they can share a meter.
_clean = st.fixed_dictionaries(
    _always
    | {
        "aside": st.just(""),
        "no_data_reason": st.just(""),
        "missing": st.just([]),
        "location": st.just("urban"),
        "meters": st.fixed_dictionaries(dict.fromkeys(UTILITIES, _good)),
        "confirmed": st.none(),
    }
)
_messy = st.fixed_dictionaries(
    _always
    | {
        "aside": st.sampled_from(
            ["", "", "", "deceased", "exited", "not_target_group", "resident_in_care"]
        ),
        "no_data_reason": st.sampled_from(["", "refuses"]),
        "missing": st.sampled_from([[], ["location"]]),
        "location": st.sampled_from(["urban", "rural", "rural_unconnected"]),
        "meters": st.fixed_dictionaries({}, optional=dict.fromkeys(UTILITIES, _any)),
        "confirmed": st.sampled_from([None, None, *UTILITIES]),
    }
)
_rows = st.one_of(_clean, _clean, _messy)


@pytest.fixture(autouse=True)
def _ground(settings: Settings, tmp_path: Path) -> None:
    settings.HOME = tmp_path
    ground()
    company("308", "gas", "10")


def _bill(utility: str, serial: int, code: int | None) -> str:
    if code is None:
        return ""
    return bill_id(serial, utility, [{"gas": "307", "water": "107"}[utility], "308", "399"][code])


def _unit(county: str) -> Unit:
    return Unit.of_county(county) if county else Unit.of_province("07")


def _lay(made_of: Campaign, drawn: dict[str, Any], first: Row | None) -> tuple[Row, Candidate]:
    aside = drawn["aside"]
    state = {"": "province_approved", "deceased": "leaving", "exited": "leaving"}
    facts = {name: drawn[name] for name in ("aside", "no_data_reason", "missing", "location")}
    made = approved(
        made_of,
        _unit(str(drawn["county"])),
        state=state.get(str(aside), "outside"),
        household_of=first if drawn["with_first"] else None,
        **facts,
    )
    set_rows(made, is_head=drawn["is_head"])
    meters = {}
    for utility, (kind, (serial, code)) in drawn["meters"].items():
        bill = _bill(utility, serial, code)
        connection(made, utility, bill, connection_type=kind, ready=False)
        meters[utility] = Meter(kind, bill)
    if drawn["confirmed"]:
        utility = str(drawn["confirmed"])
        candidate(made_of, made, confirmed=True, utility=utility)
        old = meters.get(utility, Meter())
        meters[utility] = Meter(old.connection_type, old.bill_id, confirmed=True)
    twin = Candidate(
        made.pk,
        county=str(drawn["county"]),
        is_head=bool(drawn["is_head"]),
        meters=meters,
        **facts,
    )
    return made, twin


_campaigns = given(drawn=st.lists(_rows, min_size=1, max_size=7), leave_out=st.booleans())
_calmly = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@_calmly
@_campaigns
def test_list_and_supplement_equal_the_plain_rule(
    drawn: list[dict[str, Any]], leave_out: bool
) -> None:
    _compare(drawn, leave_out=leave_out)


@pytest.mark.parametrize(
    ("rule", "broken"),
    [
        ("p.is_head DESC, p.row_id", "p.row_id"),
        ("WHEN d.bill_id IS NOT NULL THEN 'same_meter'", ""),
        ("s.no_data_reason <> '' AND", ""),
    ],
)
def test_a_broken_rule_is_noticed(rule: str, broken: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert rule in placing_writes.PLACE
    monkeypatch.setattr(placing_writes, "PLACE", placing_writes.PLACE.replace(rule, broken))
    compare = settings(_calmly, max_examples=100, derandomize=True, phases=[Phase.generate])(
        _campaigns(_compare)
    )

    with pytest.raises(AssertionError):
        compare()


def _compare(drawn: list[dict[str, Any]], leave_out: bool) -> None:
    made_of = campaign(f"c{uuid4().hex[:12]}", utilities=UTILITIES)
    laid: list[tuple[Row, Candidate]] = []
    for facts in drawn:
        laid.append(_lay(made_of, facts, laid[0][0] if laid else None))
    late = [row for row, twin in laid if twin.county == LATE]
    left_out = leave_out and 0 < len(late) < len(laid)
    if left_out:
        states = {row.pk: row.state for row in late}
        set_rows(*late, state="county_approved")

    twins = [twin for _, twin in laid]
    expected = place_all(
        twins, UTILITIES, without=[LATE] if left_out else [], companies=COMPANIES, province="07"
    )
    first = released(
        made_of.code, without=[LATE] if left_out else [], reason="سیل" if left_out else ""
    )
    assert places_of(first) == expected
    _conserves(first.result, len(laid))

    if left_out:
        for row in late:
            set_rows(row, state=states[row.pk])
        bill_of = {
            (row_id, utility): next(t for t in twins if t.row_id == row_id).meters[utility].bill_id
            for (row_id, utility), place in expected.items()
            if place == LISTED
        }
        second = released(made_of.code)
        assert places_of(second) == place_all(
            [twin for twin in twins if twin.county == LATE],
            UTILITIES,
            companies=COMPANIES,
            province="07",
            delivered={(utility, bill) for (_, utility), bill in bill_of.items()},
        )
        _conserves(second.result, len(late))


def _conserves(result: dict[str, Any], standing: int) -> None:
    """Listed + removed + ineligible = the standing rows, from the answer alone."""
    for utility in UTILITIES:
        listed = sum(
            company["rows"] for company in result["companies"] if company["utility"] == utility
        )
        removed = sum(result["removed"].values())
        ineligible = sum(result["ineligible"][utility].values())
        assert listed + removed + ineligible == standing
