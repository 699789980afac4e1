"""Lists of a unit: filtered, searched, page by page, within the visitor's places; one row whole."""

from uuid import uuid4

import pytest

from sayeban.country import text
from sayeban.exemptions.models import Campaign, Row
from sayeban.exemptions.reads.one_row import row_by_key
from sayeban.exemptions.reads.worklist import Filter, counts_by_state, rows_of
from sayeban.exemptions.tests import makers
from sayeban.exemptions.tests.sheets_made import (
    CENTRE,
    COUNTY,
    COUNTY_EXPERT,
    OTHER_CENTRE,
    PROVINCE,
    WORKER,
    known_row,
    world,
)
from sayeban.exemptions.tests.test_collect_row import form, save
from sayeban.kit.units import Unit
from sayeban.runtime.actor import OPERATOR, Actor
from sayeban.runtime.context import looking

pytestmark = pytest.mark.django_db


def named(campaign: Campaign, name: str, unit: Unit = CENTRE, **changed: object) -> Row:
    return known_row(campaign, unit, full_name=name, name_sort=text.sort_key(name), **changed)


def names(
    campaign: Campaign, unit: Unit, sought: Filter | None = None, actor: Actor = OPERATOR
) -> list[str]:
    with looking(actor):
        return [row.full_name for row in rows_of(campaign.pk, unit, sought or Filter()).rows]


def test_a_unit_lists_its_rows_and_those_below_it_by_name() -> None:
    campaign = world()
    for name, unit in (("گلی", CENTRE), ("پری", COUNTY), ("ژاله", PROVINCE), ("آذر", OTHER_CENTRE)):
        named(campaign, name, unit)
    assert names(campaign, PROVINCE) == ["آذر", "پری", "ژاله", "گلی"]
    assert names(campaign, COUNTY) == ["آذر", "پری", "گلی"]
    assert names(campaign, CENTRE) == ["گلی"]
    assert names(campaign, COUNTY, Filter(own_worklist=True)) == ["پری"]
    assert names(campaign, PROVINCE, Filter(own_worklist=True)) == ["ژاله"]


def test_a_list_shows_nothing_outside_the_visitors_places() -> None:
    campaign = world()
    named(campaign, "گلی", CENTRE)
    named(campaign, "آذر", OTHER_CENTRE)
    assert names(campaign, PROVINCE, actor=WORKER) == ["گلی"]
    assert names(campaign, OTHER_CENTRE, actor=WORKER) == []


def test_a_list_is_narrowed_by_state_flag_name_national_id_and_file_number() -> None:
    campaign = world()
    ali = named(campaign, "علی موسوی‌نژاد", state="collected", flags=["late"])
    zahra = named(campaign, "زهرا 100%", file_number="12345")
    nameless = named(campaign, "", state="returned")
    for sought, found in (
        (Filter(state="collected"), [ali]),
        (Filter(flag="late"), [ali]),
        (Filter(flag="name.missing"), [nameless]),
        (Filter(text="موسوي"), [ali]),
        (Filter(text="100%"), [zahra]),
        (Filter(text="10_%"), []),
        (Filter(text="۱۲۳۴۵"), [zahra]),
        (Filter(text=f" {ali.national_id} "), [ali]),
        (Filter(text="موسوی", state="pending"), []),
    ):
        assert names(campaign, CENTRE, sought) == [row.full_name for row in found]


def test_pages_follow_each_other_without_a_gap_also_among_equal_names() -> None:
    campaign = world()
    made = {named(campaign, "زهرا").pk for _ in range(5)}
    seen: list[int] = []
    after = None
    with looking(OPERATOR):
        while True:
            page = rows_of(campaign.pk, CENTRE, after=after, limit=2)
            seen += [row.id for row in page.rows]
            after = page.after
            if after is None:
                break
    assert seen == sorted(made)


def test_a_unit_counts_its_rows_by_state() -> None:
    campaign = world()
    for state, unit in (("pending", CENTRE), ("collected", COUNTY), ("collected", OTHER_CENTRE)):
        known_row(campaign, unit, state=state)
    with looking(OPERATOR):
        assert counts_by_state(campaign.pk, COUNTY) == {"pending": 1, "collected": 2}
        assert counts_by_state(campaign.pk, COUNTY, own_worklist=True) == {"collected": 1}
    with looking(WORKER):
        assert counts_by_state(campaign.pk, COUNTY) == {"pending": 1}


def test_one_row_is_shown_with_its_connections_and_what_it_held_before() -> None:
    campaign = world()
    row = known_row(campaign)
    save(row, form(1, mobile="09350000000"))
    save(row, form(2))
    with looking(WORKER):
        view = row_by_key(campaign.pk, row.key)
    assert view is not None
    assert (view.version, view.unit, view.state) == (3, CENTRE, "collected")
    assert [c.utility for c in view.connections] == ["gas", "electricity", "water"]
    assert view.connections[0].bill_id == makers.bill_id(2, "gas")
    assert view.connections[1].connection_type == "none"
    told = {(c.utility, c.field, c.old, c.new, c.by) for c in view.changes}
    assert told == {
        ("", "mobile", "+989121234567", "+989350000000", WORKER.user_id),
        ("gas", "bill_id", makers.bill_id(1, "gas"), makers.bill_id(2, "gas"), WORKER.user_id),
    }


def test_a_utility_of_which_nothing_is_known_is_shown_empty() -> None:
    campaign = world()
    row = known_row(campaign, COUNTY)
    with looking(COUNTY_EXPERT):
        view = row_by_key(campaign.pk, row.key)
    assert view is not None
    assert [c.connection_type for c in view.connections] == ["", "", ""]
    assert (view.evidence, view.changes) == ((), ())


def test_a_row_elsewhere_is_nowhere() -> None:
    campaign = world()
    row = known_row(campaign, OTHER_CENTRE)
    with looking(WORKER):
        assert row_by_key(campaign.pk, row.key) is None
    with looking(OPERATOR):
        assert row_by_key(campaign.pk, uuid4()) is None
