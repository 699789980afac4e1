"""County and province draw their samples, and what they find stops or passes a batch."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayeban.exemptions.actions.approve import return_rows
from sayeban.exemptions.actions.declare import declare
from sayeban.exemptions.actions.draw_sample import Drawn, SampleNotLocked, draw_sample
from sayeban.exemptions.actions.record_sample import Finding, Recorded, record_sample
from sayeban.exemptions.models import Campaign, Row, Sample, SampleRow
from sayeban.exemptions.reads.sample_sheet import sample_sheet
from sayeban.exemptions.rules_ladder import draw
from sayeban.exemptions.tests import makers
from sayeban.exemptions.tests.ladder import (
    CENTRE,
    COUNTY,
    COUNTY_EXPERT,
    COUNTY_HEAD,
    DIRECTOR,
    FAR,
    FORGIVEN,
    HEAD,
    NOW,
    OTHER_COUNTY,
    PROVINCE,
    PROVINCE_EXPERT,
    SECOND,
    SECOND_EXPERT,
    approved,
    blocked,
    climbed,
    collected,
    later,
    sign,
    states,
    world,
)
from sayeban.kit.units import Unit
from sayeban.runtime.actor import OPERATOR, Actor
from sayeban.runtime.context import acting
from sayeban.runtime.refusals import AccessDenied

pytestmark = pytest.mark.django_db
DRAWERS = {COUNTY: COUNTY_EXPERT, PROVINCE: PROVINCE_EXPERT}


def drawn(campaign: Campaign, unit: Unit = COUNTY, minute: int = 2) -> Drawn:
    return draw_sample(actor=DRAWERS[unit], at=later(minute), code=campaign.code, unit=unit)


def locked(campaign: Campaign, rows: int, centre: Unit = CENTRE) -> list[Row]:
    """Rows that the centre approved."""
    made = [collected(campaign, centre) for _ in range(rows)]
    sign(campaign, centre)
    approved(campaign, centre)
    return made


def drawn_ids(campaign: Campaign, unit: Unit = COUNTY) -> list[str]:
    with acting(OPERATOR, NOW):
        return [line.national_id for line in sample_sheet(campaign.code, unit)]


def checked(
    campaign: Campaign, wrong: int = 0, unit: Unit = COUNTY, actor: Actor | None = None
) -> Recorded:
    """Every drawn row is checked, the first `wrong` of them found wrong."""
    return record_sample(
        actor=actor or DRAWERS[unit],
        at=later(3),
        code=campaign.code,
        unit=unit,
        findings=[
            Finding(row, is_right=number >= wrong)
            for number, row in enumerate(drawn_ids(campaign, unit))
        ],
    )


def test_a_county_draws_five_or_five_percent_of_each_centre() -> None:
    campaign = world()
    locked(campaign, 3)
    locked(campaign, 7, SECOND)
    result = drawn(campaign)
    assert [(s.unit, s.rows, s.drawn, s.undone) for s in result.strata] == [
        ("centre:7011", 3, 3, 3),
        ("centre:7012", 7, 5, 5),
    ]
    assert result.fresh == 8
    assert result.as_json()["strata"] == [
        {"unit": "centre:7011", "rows": 3, "drawn": 3, "checked": 0, "wrong": 0, "interval": None},
        {"unit": "centre:7012", "rows": 7, "drawn": 5, "checked": 0, "wrong": 0, "interval": None},
    ]


def test_percent_counts_where_it_is_more_than_the_least() -> None:
    campaign = world(sample_percent=50, sample_least=1)
    locked(campaign, 9)
    assert drawn(campaign).fresh == 5


def test_nothing_is_drawn_before_the_level_below_locked_its_batch() -> None:
    campaign = world()
    collected(campaign, CENTRE)
    collected(campaign, COUNTY)
    with pytest.raises(SampleNotLocked):
        drawn(campaign)
    with acting(OPERATOR, NOW):
        assert not Sample.objects.exists()


def test_a_second_draw_takes_only_what_was_locked_since() -> None:
    campaign = world()
    locked(campaign, 6)
    drawn(campaign)
    before = drawn_ids(campaign)
    assert drawn(campaign).fresh == 0
    locked(campaign, 2, SECOND)
    assert drawn(campaign).fresh == 2
    assert set(before) < set(drawn_ids(campaign))


def test_the_draw_can_be_repeated_from_its_seed() -> None:
    campaign = world()
    rows = locked(campaign, 30)
    drawn(campaign)
    with acting(OPERATOR, NOW):
        sample = Sample.objects.get()
        chosen = set(SampleRow.objects.values_list("row__key", flat=True))
    keys = [str(row.key) for row in rows]
    assert {str(key) for key in chosen} == draw(sample.seed, keys, sample.size)
    assert (sample.population, sample.size, len(sample.seed)) == (30, 5, 64)


@given(st.text(), st.lists(st.uuids().map(str), unique=True), st.integers(0, 20), st.randoms())
def test_a_draw_does_not_depend_on_the_order_of_the_rows(
    seed: str, keys: list[str], size: int, shuffler: Random
) -> None:
    first = draw(seed, keys, size)
    shuffler.shuffle(keys)
    assert first == draw(seed, keys, size)
    assert len(first) == min(size, len(keys))


def test_other_seeds_draw_other_rows() -> None:
    keys = [str(number) for number in range(100)]
    assert len({frozenset(draw(str(seed), keys, 5)) for seed in range(20)}) > 15


@pytest.mark.parametrize(
    ("actor", "unit"),
    [(COUNTY_HEAD, COUNTY), (HEAD, CENTRE), (COUNTY_EXPERT, OTHER_COUNTY), (DIRECTOR, PROVINCE)],
)
def test_only_the_offices_own_experts_draw(actor: Actor, unit: Unit) -> None:
    campaign = world()
    with pytest.raises(AccessDenied):
        draw_sample(actor=actor, at=NOW, code=campaign.code, unit=unit)


@pytest.mark.parametrize(
    ("wrong", "passes", "low"), [(0, True, 0.0), (1, True, 3.6), (2, False, 11.8)]
)
def test_of_ten_rows_with_five_drawn_one_wrong_passes_and_two_block(
    wrong: int, passes: bool, low: float
) -> None:
    campaign = world(error_limit=5)
    locked(campaign, 10)
    drawn(campaign)
    recorded = checked(campaign, wrong)
    assert recorded.strata[0].as_json()["interval"] == [low, {0: 43.4, 1: 62.4, 2: 76.9}[wrong]]
    if passes:
        assert approved(campaign, COUNTY, at=later(4)).approved == 10
    else:
        assert blocked(campaign, COUNTY) == [("sample.errors", "centre:7011", 2)]
        assert states(campaign) == ["centre_approved"] * 10


def test_an_unfinished_sample_blocks_with_what_is_left() -> None:
    campaign = world()
    locked(campaign, 10)
    drawn(campaign)
    some = drawn_ids(campaign)[:2]
    record_sample(
        actor=COUNTY_EXPERT,
        at=later(3),
        code=campaign.code,
        unit=COUNTY,
        findings=[Finding(row, is_right=True) for row in some],
    )
    assert blocked(campaign, COUNTY) == [("sample.missing", "centre:7011", 3)]


def test_the_head_overrides_errors_with_a_reason() -> None:
    campaign = world()
    locked(campaign, 10)
    drawn(campaign)
    checked(campaign, wrong=5)
    assert approved(campaign, COUNTY, **FORGIVEN).approved == 10


def test_returning_the_wrong_rows_does_not_clear_the_rest() -> None:
    campaign = world()
    locked(campaign, 10)
    drawn(campaign)
    checked(campaign, wrong=2)
    wrong = drawn_ids(campaign)[:2]
    assert blocked(campaign, COUNTY, returns=[(row, "نادرست") for row in wrong]) == [
        ("sample.errors", "centre:7011", 2)
    ]


def test_a_batch_that_went_back_and_came_again_needs_a_new_sample() -> None:
    campaign = world()
    rows = locked(campaign, 10)
    drawn(campaign)
    checked(campaign, wrong=2)
    returns = [(row.national_id, "خطای نمونه") for row in rows]
    assert approved(campaign, COUNTY, at=later(4), returns=returns).returned == 10
    with acting(OPERATOR, NOW):
        Row.objects.update(state="collected")
    approved(campaign, CENTRE, at=later(6))
    assert blocked(campaign, COUNTY) == [("sample.missing", "centre:7011", 5)]
    assert drawn(campaign, minute=7).fresh == 5
    checked(campaign)
    assert approved(campaign, COUNTY, at=later(8)).approved == 10


def test_of_a_batch_partly_returned_only_the_returned_rows_are_drawn_anew() -> None:
    campaign = world()
    rows = locked(campaign, 10)
    drawn(campaign)
    checked(campaign)
    return_rows(
        actor=COUNTY_HEAD,
        at=later(4),
        code=campaign.code,
        unit=COUNTY,
        returns=[(rows[0].national_id, "دلیل")],
    )
    with acting(OPERATOR, NOW):
        Row.objects.filter(state="returned").update(state="collected")
    approved(campaign, CENTRE, at=later(5))
    assert blocked(campaign, COUNTY) == [("sample.missing", "centre:7011", 1)]
    result = drawn(campaign, minute=6)
    assert (result.fresh, result.strata[0].checked) == (1, 5)


def test_a_sample_whose_drawn_rows_all_went_back_unchecked_covers_nothing() -> None:
    campaign = world()
    locked(campaign, 10)
    drawn(campaign)
    return_rows(
        actor=COUNTY_HEAD,
        at=later(4),
        code=campaign.code,
        unit=COUNTY,
        returns=[(row, "دلیل") for row in drawn_ids(campaign)],
    )
    with acting(OPERATOR, NOW):
        Row.objects.filter(state="returned").update(state="collected")
    approved(campaign, CENTRE, at=later(5))
    assert drawn(campaign, minute=6).fresh == 5
    assert drawn_ids(campaign) != []


def test_the_approver_may_neither_have_drawn_nor_checked() -> None:
    campaign = world()
    locked(campaign, 3)
    both = makers.actor("county_expert", COUNTY, COUNTY_HEAD.user_id)
    drawn(campaign)
    checked(campaign, actor=both)
    assert blocked(campaign, COUNTY) == [("four_eyes", "centre:7011", 3)]


def test_a_drawer_who_becomes_head_does_not_approve() -> None:
    campaign = world()
    locked(campaign, 3)
    draw_sample(
        actor=makers.actor("county_expert", COUNTY, COUNTY_HEAD.user_id),
        at=later(2),
        code=campaign.code,
        unit=COUNTY,
    )
    checked(campaign)
    assert blocked(campaign, COUNTY) == [("four_eyes", "centre:7011", 3)]


def test_the_province_draws_its_own_second_sample_of_finished_counties_only() -> None:
    campaign = world()
    climbed(campaign, CENTRE, COUNTY)
    collected(campaign, FAR)
    result = drawn(campaign, PROVINCE)
    assert [(s.unit, s.drawn) for s in result.strata] == [("centre:7011", 1)]


def test_the_province_samples_the_countys_own_worklist() -> None:
    campaign = world()
    collected(campaign, COUNTY)
    sign(campaign, COUNTY)
    with pytest.raises(SampleNotLocked):
        drawn(campaign)
    approved(campaign, COUNTY)
    assert [(s.unit, s.drawn) for s in drawn(campaign, PROVINCE).strata] == [("0701", 1)]


def test_the_provinces_own_worklist_is_drawn_when_it_is_full_and_signed() -> None:
    campaign = world()
    collected(campaign, PROVINCE)
    waiting = makers.row(campaign, PROVINCE)
    declare(actor=PROVINCE_EXPERT, at=NOW, code=campaign.code, unit=PROVINCE)
    with pytest.raises(SampleNotLocked):
        drawn(campaign, PROVINCE)
    with acting(OPERATOR, NOW):
        Row.objects.filter(pk=waiting.pk).update(
            state="collected", collected_by=PROVINCE_EXPERT.user_id, collected_at=later(1)
        )
    with pytest.raises(SampleNotLocked):
        drawn(campaign, PROVINCE)
    declare(actor=PROVINCE_EXPERT, at=later(1), code=campaign.code, unit=PROVINCE)
    assert drawn(campaign, PROVINCE).fresh == 2


def test_another_expert_checks_the_provinces_own_worklist_and_it_is_approved() -> None:
    campaign = world()
    collected(campaign, PROVINCE)
    sign(campaign, PROVINCE)
    drawn(campaign, PROVINCE)
    checked(campaign, unit=PROVINCE, actor=SECOND_EXPERT)
    assert approved(campaign, PROVINCE, at=later(4)).approved == 1


def test_a_row_of_the_own_worklist_that_changed_after_the_draw_is_drawn_anew() -> None:
    campaign = world()
    row = collected(campaign, PROVINCE)
    collected(campaign, PROVINCE)
    sign(campaign, PROVINCE)
    drawn(campaign, PROVINCE)
    checked(campaign, unit=PROVINCE, actor=SECOND_EXPERT)
    with acting(OPERATOR, NOW):
        Row.objects.filter(pk=row.pk).update(collected_at=later(5))
    sign(campaign, PROVINCE, at=later(5))
    assert blocked(campaign, PROVINCE) == [("sample.missing", "07", 1)]
    assert drawn(campaign, PROVINCE, minute=6).fresh == 1
