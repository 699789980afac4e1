"""Waiting lists: who comes first, and what he is told."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from hypothesis import given, settings
from hypothesis import strategies as st

from sayeban.facts.public import refresh_persons, seed_facts
from sayeban.kit.refusals import Refusal
from sayeban.kit.units import Unit
from sayeban.organisations.public import seed
from sayeban.people.tests.makers import NOW, clerk, person, register, source_row
from sayeban.runtime.actor import OPERATOR, SYSTEM
from sayeban.runtime.context import acting, looking
from sayeban.support.actions import pointing
from sayeban.support.actions import wait as waiting
from sayeban.support.actions.follow_person import follow_person
from sayeban.support.actions.wait import (
    leave_list,
    put_on_list,
    recount_lists,
    serve_waiting,
    set_priority,
)
from sayeban.support.models import Waiting
from sayeban.support.reads.lists import Place, place_of, places_of, terms_of, waiting_list

pytestmark = pytest.mark.django_db

COUNTY, BESIDE, FAR = Unit.of_county("0701"), Unit.of_county("0702"), Unit.of_county("1001")
TODAY = date(2026, 11, 24)
HEAD = {
    "points": 5,
    "label": "سرپرست خانوار",
    "tree": {"id": "h", "fact": "is_head", "op": "=", "value": True},
}


@pytest.fixture(autouse=True)
def _country(db: None) -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        with acting(OPERATOR, NOW):
            seed()
            seed_facts()
        register(
            *(source_row(n, full_name=f"فرد {n}", centre="") for n in (1, 2, 3)),
            source_row(4, province="10", county="1001", centre=""),
        )
        yield


def wait(serial: int, days: int = 0, unit: Unit = COUNTY, **given: Any) -> int:
    return put_on_list(
        actor=clerk("county_expert", unit),
        at=NOW,
        unit=unit,
        person_id=person(serial).pk,
        service=given.pop("service", "pension"),
        since=TODAY - timedelta(days=days),
    )


def refresh(serial: int) -> None:
    """His kept facts are those of now."""
    key = person(serial).pk
    with acting(OPERATOR, NOW):
        refresh_persons(at=NOW, persons=[key])


def told(number: int, unit: Unit = COUNTY) -> Place | None:
    with looking(clerk("county_expert", unit)):
        return place_of(number, TODAY)


def refused(act: Callable[..., object], *given: Any, **more: Any) -> str:
    with pytest.raises(Refusal) as found:
        act(*given, **more)
    return found.value.code


def test_who_waits_longer_comes_first_and_hears_of_how_many() -> None:
    late, early = wait(1, days=3), wait(2, days=9)
    assert [(told(n).place, told(n).of) for n in (late, early)] == [(2, 2), (1, 2)]  # type: ignore[union-attr]
    with looking(clerk("county_expert", COUNTY)):
        assert [each.id for each in waiting_list("07", "pension", TODAY)] == [early, late]
        assert [each.id for each in places_of(person(1).pk, TODAY)] == [late]


def test_other_services_and_other_provinces_have_lines_of_their_own() -> None:
    own = wait(1)
    wait(2, service="loan")
    wait(4, unit=FAR)
    assert told(own).of == 1  # type: ignore[union-attr]


def test_a_line_counts_the_whole_province_and_shows_only_ones_own_people() -> None:
    wait(2, days=9)
    with acting(OPERATOR, NOW):
        Waiting.objects.update(county="0702")
    own = wait(1)
    assert (told(own).place, told(own).of) == (2, 2)  # type: ignore[union-attr]
    with looking(clerk("county_expert", COUNTY)):
        assert [each.id for each in waiting_list("07", "pension", TODAY)] == [own]
    assert told(own, FAR) is None


def test_the_rule_puts_need_before_time_and_months_add_up() -> None:
    register(source_row(5, head_national_id=person(1).identifier, centre=""))
    for serial in (1, 5):
        refresh(serial)
    member, head = wait(5, days=60), wait(1)
    assert told(member).place == 1  # type: ignore[union-attr]
    set_priority(actor=OPERATOR, at=NOW, service="pension", terms=[HEAD], per_month=1)
    assert [told(n).points for n in (member, head)] == [0, 5]  # type: ignore[union-attr]
    assert told(head).place == 1  # type: ignore[union-attr]
    set_priority(actor=OPERATOR, at=NOW, service="pension", terms=[HEAD], per_month=3)
    assert told(member).place == 1, "two months of three points outweigh five"  # type: ignore[union-attr]
    with looking(clerk("county_expert", COUNTY)):
        terms, per_month = terms_of("pension")
    assert ([(t.label, t.points) for t in terms], per_month) == ([("سرپرست خانوار", 5)], 3)


def test_points_follow_the_facts_and_a_count_that_adds_twice_is_seen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    refresh(1)
    set_priority(actor=OPERATOR, at=NOW, service="", terms=[HEAD])
    number = wait(1)
    for _ in range(2):
        recount_lists(actor=SYSTEM, at=NOW)
    assert told(number).points == 5  # type: ignore[union-attr]
    twice = pointing._ADD.replace("+ %(points)s", "+ 2 * %(points)s")
    monkeypatch.setattr(pointing, "_ADD", twice)
    recount_lists(actor=SYSTEM, at=NOW)
    assert told(number).points == 10  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "term",
    [
        {"points": 5},
        HEAD | {"points": "5"},
        HEAD | {"tree": {"fact": "nothing"}},
        HEAD | {"tree": {"id": "a", "fact": "age", "op": ">", "value": 500}},
    ],
)
def test_a_rule_that_cannot_be_read_is_refused(term: dict[str, Any]) -> None:
    given = {"actor": OPERATOR, "at": NOW, "service": ""}
    assert refused(set_priority, **given, terms=[HEAD, term]) == "priority.invalid"


def test_nobody_waits_twice_or_from_tomorrow() -> None:
    wait(1)
    assert refused(wait, 1) == "waiting.twice"
    assert refused(wait, 2, -1) == "waiting.since_future"
    assert refused(wait, 4) == "person.unknown"


def test_a_place_ends_once_and_leaving_has_a_reason() -> None:
    served, left = wait(1), wait(2)
    expert: dict[str, Any] = {"actor": clerk("county_expert", COUNTY), "at": NOW}
    serve_waiting(**expert, waiting_id=served)
    assert refused(leave_list, **expert, waiting_id=left, reason=" ") == "waiting.reason_missing"
    leave_list(**expert, waiting_id=left, reason="دیگر نمی‌خواهد")
    assert refused(serve_waiting, **expert, waiting_id=left) == "waiting.over"
    assert refused(leave_list, **expert, waiting_id=0, reason="x") == "waiting.unknown"
    far = {"actor": clerk("county_expert", FAR), "at": NOW}
    assert refused(serve_waiting, **far, waiting_id=served) == "waiting.unknown"
    assert told(left) is None
    assert wait(1)


def test_the_first_is_served_and_before_him_only_by_a_head_with_a_reason() -> None:
    first, second = wait(1, days=9), wait(2)
    expert, head = clerk("county_expert", COUNTY), clerk("county_head", COUNTY)
    for actor, reason in ((expert, ""), (expert, "خویشاوند"), (head, " ")):
        given = {"actor": actor, "at": NOW, "waiting_id": second, "reason": reason}
        assert refused(serve_waiting, **given) == "waiting.not_first"
    serve_waiting(actor=head, at=NOW, waiting_id=second, reason="زلزله خانه‌اش را برد")
    serve_waiting(actor=expert, at=NOW, waiting_id=first)
    with acting(OPERATOR, NOW):
        kept = dict(Waiting.objects.values_list("pk", "reason"))
    assert kept == {first: "", second: "زلزله خانه‌اش را برد"}


def test_a_place_that_the_clerk_does_not_see_counts_as_well() -> None:
    wait(1)
    with acting(OPERATOR, NOW):
        Waiting.objects.update(province="10", county="1001")
    assert refused(wait, 1) == "waiting.twice"


def test_of_two_who_put_him_on_the_list_at_once_the_second_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    wait(1)
    monkeypatch.setattr(waiting, "_refuse_twice", lambda *_: None)
    assert refused(wait, 1) == "waiting.twice"


def test_who_does_not_lead_orders_no_list() -> None:
    given = {"at": NOW, "service": "pension", "terms": [HEAD]}
    for post in ("county_expert", "county_head", "director_general"):
        assert refused(set_priority, actor=clerk(post, COUNTY), **given) == "access.denied"


def test_a_median_is_told_of_ten_and_of_nine_nothing() -> None:
    number = wait(1)
    with acting(OPERATOR, NOW):
        for serial in range(10):
            assert told(number).median_days is None  # type: ignore[union-attr]
            Waiting.objects.create(
                person_id=1000 + serial,
                service="pension",
                state="served",
                since=TODAY - timedelta(days=10 * (serial + 1)),
                ended_on=TODAY,
                at=NOW,
                province="07",
            )
    assert told(number).median_days == 50  # type: ignore[union-attr]


def test_a_place_follows_who_moves_and_ends_with_who_dies() -> None:
    moved, dead = wait(1), wait(2)
    with acting(OPERATOR, NOW):
        one, other = person(1), person(2)
        one.county = "0702"
        one.save()
        other.status, other.status_evidence = "deceased", "گواهی"
        other.save()
    assert [follow_person(actor=SYSTEM, at=NOW, person_id=p.pk) for p in (one, other)] == [1, 1]
    assert follow_person(actor=SYSTEM, at=NOW, person_id=0) == 0
    assert told(moved) is None
    assert told(moved, BESIDE) is not None
    assert told(dead) is None


@settings(max_examples=20, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 400), st.integers(0, 9)), min_size=1, max_size=6))
def test_the_order_is_that_of_a_plain_sort(line: list[tuple[int, int]]) -> None:
    with acting(OPERATOR, NOW):
        Waiting.objects.all().delete()
        made = [
            Waiting.objects.create(
                person_id=number,
                service="pension",
                since=TODAY - timedelta(days=days),
                points=points,
                at=NOW,
                province="07",
            )
            for number, (days, points) in enumerate(line)
        ]
        set_priority(actor=OPERATOR, at=NOW, service="loan", terms=[], per_month=7)
        found = [each.id for each in waiting_list("07", "pension", TODAY)]
    assert found == [w.pk for w in sorted(made, key=lambda w: (-w.points, w.since, w.pk))]
