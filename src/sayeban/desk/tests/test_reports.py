"""Reports say what happened, of how many, and what is not known."""

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayeban.cases.public import advance, case_file, reopen
from sayeban.cases.tests.makers import CLERK as CASE_CLERK
from sayeban.cases.tests.makers import HEAD, WORKER, open_step, opened, published
from sayeban.desk.actions.keep_outcomes import keep_outcomes
from sayeban.desk.models import Desk, Outcome, Ticket
from sayeban.desk.pages.reports.form import month_start
from sayeban.desk.pages.reports.words import month_label
from sayeban.desk.reads.burden import loads, waits
from sayeban.desk.reads.reports import Asked, Report, Share, report
from sayeban.desk.rules import quantiles
from sayeban.desk.tests.makers import COUNTY, NOW, clerk, make_survey, make_ticket
from sayeban.kit.units import Unit
from sayeban.runtime.actor import OPERATOR, Actor
from sayeban.runtime.context import acting, looking
from sayeban.support.public import put_on_list

pytestmark = pytest.mark.django_db
SINCE = date(2026, 1, 1)


def ended(serial: int, result: str = "approve") -> int:
    """A case that went the usual way and was decided today."""
    case = opened(serial).case_id
    for who, outcome, reason in (
        (CASE_CLERK, "complete", ""),
        (WORKER, "seen", ""),
        (HEAD, result, "" if result == "approve" else "به دلیل قانون"),
    ):
        step = open_step(case).pk
        advance(actor=who, at=NOW, steps=[step], outcome=outcome, reason=reason)
    return case


def visited(desk: Desk, case_id: int, *, waited: int | None = 10, day: int = 0) -> None:
    """A visit of this case; `waited` minutes before the call, None who left."""
    turn = make_ticket(desk, at=NOW - timedelta(days=day))
    called = {
        "state": "done",
        "counter": 1,
        "called_by": 7,
        "called_at": turn.taken_at + timedelta(minutes=waited or 0),
    }
    with acting(OPERATOR, NOW):
        Ticket.objects.filter(pk=turn.pk).update(
            case_id=case_id, **(called if waited is not None else {"state": "absent"})
        )


def keep() -> int:
    return keep_outcomes(actor=OPERATOR, at=NOW)


def told(by: str = "desk", actor: Actor | None = None, **more: object) -> Report:
    with looking(actor or OPERATOR):
        return report(Asked(by, SINCE, **more))  # type: ignore[arg-type]


def kept(case: int) -> tuple[object, ...]:
    with acting(OPERATOR, NOW):
        row = Outcome.objects.get(case_id=case)
    return row.result, row.desk_id, row.days, row.on_time, row.visits, row.referrals, row.month


def test_what_ended_is_kept_once_with_its_visits_and_referrals(desk: Desk) -> None:
    published()
    first, second = ended(1), ended(2, "no_law")
    visited(desk, first)
    visited(desk, first, waited=None)
    opened(3)
    assert (keep(), keep()) == (2, 0)
    # Who was absent made no visit; from the county to its centre is one referral ...
    assert kept(first) == ("done", desk.pk, 0, True, 1, 1, "1405/09")
    # ... and without a number nobody knows how often he came.
    assert kept(second) == ("legally_not_possible", None, 0, True, None, 1, "1405/09")


def test_a_request_that_is_opened_again_leaves_the_report(desk: Desk) -> None:
    published()
    case = ended(1)
    keep()
    reopen(actor=HEAD, at=NOW, case_id=case, step="decide", reason="اعتراض متقاضی")
    assert keep() == 0
    with acting(OPERATOR, NOW):
        assert not Outcome.objects.exists()


def test_lines_count_by_hand(desk: Desk) -> None:
    published()
    cases = [ended(serial, "no_law" if serial == 4 else "approve") for serial in range(1, 5)]
    for case in cases[:2]:
        visited(desk, case)
    visited(desk, cases[1], waited=45)
    keep()
    for case, face in zip(cases[:3], (3, 1, None), strict=True):
        answer = {"mode": "sms", "answered_at": NOW} if face else {}
        told_at = NOW if face else None
        number = {"mobile": "+989120000000", "told_at": told_at}
        make_survey(COUNTY, case, face=face, asked_at=NOW, **answer, **number)
    found = told()
    whole = found.whole
    assert (whole.closed, whole.results) == (4, (3, 0, 1, 0, 0))
    assert (whole.told, whole.good) == (Share(2, 3), Share(1, 2))
    assert (whole.one_visit, whole.visits) == (Share(1, 2), 1.5)
    assert (whole.access, whole.legally) == (Share(2, 3), Share(1, 4))
    assert (whole.on_time, whole.in_target, whole.days) == (Share(4, 4), Share(4, 4), (0, 0, 0))
    assert [(line.key, line.closed) for line in found.lines] == [(str(desk.pk), 2), ("", 2)]
    assert [(line.key, line.access) for line in found.months] == [("1405/09", Share(2, 3))]
    for by, key in (("service", "disability_card"), ("month", "1405/09"), ("province", "07")):
        (line,) = told(by).lines
        assert (line.key, line.closed, line.access) == (key, 4, Share(2, 3)), by
        assert line.days == (0, 0, 0)


def test_it_is_narrowed_to_a_desk_a_service_and_a_time(desk: Desk) -> None:
    published()
    case = ended(1)
    visited(desk, case)
    ended(2)
    keep()
    assert told(desk=desk.pk).whole.closed == 1
    assert told(service="disability_card").whole.access == Share(1, 1)
    nothing = told(service="other").whole
    assert (nothing.closed, nothing.access, nothing.days) == (0, Share(0, 0), None)
    with looking(OPERATOR):
        assert report(Asked("desk", date(2026, 12, 1))).lines == ()


def test_another_county_sees_nothing_of_it(desk: Desk) -> None:
    published()
    visited(desk, ended(1))
    keep()
    assert told(actor=clerk()).whole.closed == 1
    stranger = told(actor=clerk(Unit.of_county("0702"))).whole
    assert (stranger.closed, stranger.access.of) == (0, 0)


def test_a_withdrawal_says_nothing_about_speed(desk: Desk) -> None:
    published()
    ended(1)
    keep()
    with acting(OPERATOR, NOW):
        Outcome.objects.update(result="withdrawn", on_time=False, days=99)
    whole = told().whole
    assert (whole.closed, whole.on_time, whole.in_target) == (1, Share(0, 0), Share(0, 0))
    assert whole.days is None


def test_what_waits_now(desk: Desk) -> None:
    published()
    case = opened(1)
    put_on_list(actor=clerk(), at=NOW, unit=COUNTY, person_id=_person(case.case_id), service="rent")
    later = NOW.date() + timedelta(days=90)
    with looking(OPERATOR):
        lines = {each.service: (each.open, each.overdue, each.listed) for each in waits(later)}
        (load,) = loads(later)
    assert lines == {"disability_card": (1, 1, 0), "rent": (0, 0, 1)}
    assert (load.role, load.steps, load.own, load.late, load.people) == ("desk_clerk", 1, 1, 1, 0)


def _person(case_id: int) -> int:
    with looking(OPERATOR):
        return case_file(case_id).person_id


def test_few_are_said_and_nothing_is_not_zero() -> None:
    assert (Share(0, 0).value, Share(0, 0).few) == (None, False)
    assert (Share(19, 19).few, Share(20, 20).few) == (True, False)


@pytest.mark.parametrize(
    ("today", "months", "first"),
    [
        (date(2026, 11, 24), 12, date(2025, 12, 22)),
        (date(2026, 11, 24), 3, date(2026, 9, 23)),
        (date(2026, 3, 21), 1, date(2026, 3, 21)),
    ],
)
def test_a_time_begins_with_a_month(today: date, months: int, first: date) -> None:
    assert month_start(today, months) == first


@given(st.lists(st.integers(0, 50), min_size=1))
def test_quantiles_are_those_of_the_sorted_days(days: list[int]) -> None:
    ordered = sorted(days)
    places = (-(-part * len(days) // 10) - 1 for part in (2, 5, 8))
    assert quantiles(Counter(days)) == tuple(ordered[place] for place in places)


def test_months_have_names() -> None:
    assert month_label("1405/09") == "آذر ۱۴۰۵"
