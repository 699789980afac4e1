"""What the page of quality shows is what a full count would show, after whatever was done."""

from collections import Counter
from contextlib import suppress
from datetime import timedelta
from itertools import count

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from sayeban.audit.models import Event
from sayeban.exemptions.actions import count_quality as counting
from sayeban.exemptions.actions.count_quality import count_quality, count_what_changed
from sayeban.exemptions.models import (
    Campaign,
    QualityCount,
    QualityStale,
    Row,
)
from sayeban.exemptions.quality_sql import QUALITY, figures
from sayeban.exemptions.tests import ladder, makers
from sayeban.exemptions.tests.ladder import CENTRE, COUNTY, PROVINCE, SECOND
from sayeban.exemptions.tests.makers import NOW
from sayeban.exemptions.tests.meeting import meet
from sayeban.exemptions.tests.quality_changes import PLACES, change, place
from sayeban.exemptions.worklist_sql import place_of
from sayeban.kit.units import Unit
from sayeban.runtime.actor import OPERATOR, SYSTEM
from sayeban.runtime.context import acting

FULL = f"""
WITH everywhere AS (
  SELECT DISTINCT campaign_id, province, county, centre FROM exemptions_row
  UNION SELECT s.campaign_id, c.province, c.county, c.centre
  FROM exemptions_samplerow c JOIN exemptions_sample s ON s.id = c.sample_id
)
SELECT kind, name, sum(rows), sum(wrong) FROM ({figures("everywhere")}) f
WHERE campaign_id = %s GROUP BY 1, 2
"""
Figures = dict[tuple[str, str], tuple[int, int]]
_codes = count(1)

steps = st.lists(
    st.tuples(
        st.sampled_from(
            ["row", "connection", "missing", "removed", "returned", "no_data", "approved", "moved",
             "ready", "suspected", "proved", "checked", "found", "deleted", "undone", "count"]
        ),
        st.sampled_from(PLACES),
        st.integers(0, 3),
    ),
    min_size=3,
    max_size=15,
)  # fmt: skip


class _UndoneError(Exception):
    pass


def shown(campaign: Campaign) -> Figures:
    sums: dict[tuple[str, str], Counter[str]] = {}
    with acting(OPERATOR, NOW), connection.cursor() as cursor:
        cursor.execute(QUALITY, place_of(campaign.pk, Unit.hq()))
        for kind, name, *_, rows, wrong in cursor.fetchall():
            sums.setdefault((kind, name), Counter()).update(rows=rows, wrong=wrong)
    return {key: (each["rows"], each["wrong"]) for key, each in sums.items()}


def counted(campaign: Campaign) -> Figures:
    with acting(OPERATOR, NOW), connection.cursor() as cursor:
        cursor.execute(FULL, [campaign.pk])
        return {(kind, name): (int(rows), int(wrong)) for kind, name, rows, wrong in cursor}


def take(campaign: Campaign, step: str, where: Unit, much: int) -> None:
    """One command, or one that fails behind its last statement."""
    if step == "row":
        makers.row(campaign, where, state="collected", collected_by=1, collected_at=NOW)
    elif step == "count":
        count_quality(actor=SYSTEM, at=NOW)
    else:
        with acting(OPERATOR, NOW):
            change(campaign, step, where, much)
            if step == "undone":
                raise _UndoneError


@pytest.mark.django_db
@given(steps)
def test_what_is_shown_is_what_a_full_count_says(walk: list[tuple[str, Unit, int]]) -> None:
    campaign = makers.campaign(f"quality{next(_codes)}")
    for where in PLACES:
        makers.row(campaign, where, state="collected", collected_by=1, collected_at=NOW)
    for step, where, much in walk:
        with suppress(_UndoneError):
            take(campaign, step, where, much)
        assert shown(campaign) == counted(campaign)


def waiting(campaign: Campaign) -> Row:
    return makers.row(
        campaign, CENTRE, state="centre_approved", collected_by=1, collected_at=NOW,
        centre_at=NOW + timedelta(days=1), bills={"gas": makers.bill_id(41, "gas")},
    )  # fmt: skip


_CHANGES = {
    "row": ("approved", CENTRE, 1),
    "connection": ("ready", CENTRE, 1),
    "samplerow": ("found", CENTRE, 1),
    "candidaterow": ("proved", CENTRE, 2),
}


@pytest.mark.django_db
@pytest.mark.parametrize("table", _CHANGES)
def test_a_change_that_no_trigger_marks_is_seen_by_the_full_count(table: str) -> None:
    """The control: without its trigger a change leaves the kept figures behind."""
    campaign = makers.campaign()
    row = waiting(campaign)
    ladder.suspicion(campaign, [row], COUNTY)
    with acting(OPERATOR, NOW):
        change(campaign, "checked", CENTRE, 0)
    count_quality(actor=SYSTEM, at=NOW)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("RESET ROLE")
        cursor.execute(
            f"ALTER TABLE exemptions_{table} DISABLE TRIGGER exemptions_{table}_quality_update"
        )
        cursor.execute("SET ROLE sayeban_web")
    with acting(OPERATOR, NOW):
        change(campaign, *_CHANGES[table])
    assert shown(campaign) != counted(campaign)


@pytest.mark.django_db
def test_a_count_leaves_no_mark_and_no_line_twice() -> None:
    campaign = makers.campaign()
    waiting(campaign)
    makers.row(campaign, SECOND)
    assert count_quality(actor=SYSTEM, at=NOW) == 2
    assert count_quality(actor=SYSTEM, at=NOW) == 0
    with acting(OPERATOR, NOW):
        assert not QualityStale.objects.exists()
        before = sorted(QualityCount.objects.values_list("centre", "kind", "name", "rows"))
        change(campaign, "missing", CENTRE, 0)
    assert count_quality(actor=SYSTEM, at=NOW) == 1
    with acting(OPERATOR, NOW):
        assert sorted(QualityCount.objects.values_list("centre", "kind", "name", "rows")) == before


@pytest.mark.django_db
def test_many_worklists_are_counted_a_few_at_a_time_until_no_mark_is_left(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    campaign = makers.campaign()
    for where in PLACES:
        makers.row(campaign, where, state="collected", collected_by=1, collected_at=NOW)
    monkeypatch.setattr(counting, "MOST", 2)
    assert count_quality(actor=SYSTEM, at=NOW) == 2
    assert shown(campaign) == counted(campaign)
    with acting(OPERATOR, NOW):
        assert QualityStale.objects.exists()
        change(campaign, "missing", CENTRE, 1)
    # The oldest marks go first: what changes all the time holds up no other.
    assert count_quality(actor=SYSTEM, at=NOW) == 2
    with acting(OPERATOR, NOW):
        left = set(QualityStale.objects.values_list("province", "county", "centre"))
    assert left == {tuple(place(where).values()) for where in (CENTRE, PROVINCE)}
    assert count_what_changed(at=NOW) == 2
    assert count_what_changed(at=NOW) == 0
    assert shown(campaign) == counted(campaign)


@pytest.mark.usefixtures("transactional_db")
def test_two_counts_and_a_command_at_once_change_no_figure() -> None:
    campaign = makers.campaign()
    waiting(campaign)

    def command() -> None:
        with acting(OPERATOR, NOW):
            change(campaign, "ready", CENTRE, 2)

    def summed() -> int:
        return count_quality(actor=SYSTEM, at=NOW)

    for after in (4, 5, 6):
        for one, other in ((summed, summed), (summed, command), (command, summed)):
            command()
            meet(one, other, after)
            assert shown(campaign) == counted(campaign)


@pytest.mark.django_db
def test_the_clock_counts_where_something_changed_and_leaves_no_trace_where_nothing_did() -> None:
    waiting(makers.campaign())
    assert count_what_changed(at=NOW) == 1
    assert count_what_changed(at=NOW) == 0
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        recorded = Event.objects.filter(action="campaign.count_quality").count()
        cursor.execute("SET ROLE sayeban_web")
    assert recorded == 1
