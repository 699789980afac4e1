"""The share of covered households that really are low consumers (A-003, A-007)."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, TypeVar

import pytest
from django.db import connection
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from sayeban.accounts.public import Post
from sayeban.country.today import today_of
from sayeban.exemptions.actions.count_consumption import (
    count_changed_consumption,
    count_consumption,
)
from sayeban.exemptions.models import (
    ConsumptionCount,
    ConsumptionReport,
    ConsumptionStale,
    Exemption,
    Feed,
)
from sayeban.exemptions.reads.consumption import (
    About,
    Consumed,
    by_county,
    by_month,
    by_province,
    by_tier,
)
from sayeban.exemptions.rules_consumption import Month, month_of, months_between
from sayeban.exemptions.tests.feeds.makers import FEED
from sayeban.exemptions.tests.feeds.test_back import consumed, ids, send
from sayeban.exemptions.tests.makers import NOW
from sayeban.exemptions.tests.visiting import visitor
from sayeban.kit.units import Unit
from sayeban.runtime.actor import OPERATOR, SYSTEM
from sayeban.runtime.context import acting, looking

pytestmark = pytest.mark.django_db

TODAY = today_of(NOW)
AZAR = month_of(TODAY)
ABAN = month_of(AZAR.first - timedelta(days=1))
PAGE = "/deliveries/consumption/"
K = TypeVar("K")
FEEDS = (FEED, "behzisti.gas.08.308")
OUTCOMES = ("exempted", "partly_exempted", "above_low_tiers", "not_applied")


def test_a_month_is_a_jalali_one() -> None:
    assert (AZAR.first, AZAR.last) == (date(2026, 11, 22), date(2026, 12, 21))
    assert (ABAN.word, ABAN.label) == ("1405-08", "آبان ۱۴۰۵")
    assert list(months_between(date(2026, 11, 21), date(2026, 11, 22))) == [ABAN, AZAR]
    assert list(months_between(TODAY, ABAN.last)) == []
    assert month_of(date(2026, 3, 20)).last == date(2026, 3, 20)


def lay(exemptions: list[tuple[int, int, int, int | None]]) -> list[Exemption]:
    """Each as (household, feed, started days ago, ended days ago or None)."""
    with acting(OPERATOR, NOW):
        ConsumptionStale.objects.all().delete()
        Exemption.objects.all().delete()
        feeds = [
            Feed.objects.get_or_create(
                feed_id=feed_id,
                defaults={
                    **{"publisher": "behzisti", "utility": "gas", "epoch": "e", "last_seq": 1},
                    **{"company": feed_id[-3:], "province": feed_id[13:15]},
                },
            )[0]
            for feed_id in FEEDS
        ]
        made = [
            Exemption(
                feed=feeds[feed],
                **{"publisher": "behzisti", "utility": "gas", "bill_id": f"{serial:013}"},
                **{"row_id": serial, "household_id": household, "seq": serial, "told_at": NOW},
                **{"province": FEEDS[feed][13:15], "county": f"{FEEDS[feed][13:15]}01"},
                starts_on=TODAY - timedelta(days=started),
                ended_on=None if ended is None else TODAY - timedelta(days=ended),
            )
            for serial, (household, feed, started, ended) in enumerate(exemptions)
        ]
        return Exemption.objects.bulk_create(made)


def report(made: Exemption, days: int, revision: int, outcome: str, tier: int, **more: Any) -> None:
    with acting(OPERATOR, NOW):
        ConsumptionReport.objects.bulk_create(
            [
                ConsumptionReport(
                    feed_id=made.feed_id,
                    province=made.province,
                    county=made.county,
                    exemption_id=made.pk,
                    period_start=TODAY - timedelta(days=days + 30),
                    period_end=TODAY - timedelta(days=days),
                    **{"consumption": 1, "unit": "m3", "at": NOW, "revision": revision},
                    **{"outcome": outcome, "tier": tier, **more},
                )
            ],
            ignore_conflicts=True,
        )


def count() -> int:
    return count_consumption(actor=SYSTEM, at=NOW, utility="gas")


def figures(by: Callable[[About], dict[K, Consumed]], month: Month = AZAR) -> dict[K, Consumed]:
    with looking(SYSTEM):
        return by(About("gas", month))


EXEMPTIONS = st.lists(
    st.tuples(
        st.integers(1, 4),
        st.integers(0, 1),
        st.integers(-40, 70),
        st.none() | st.integers(-20, 50),
    ),
    min_size=1,
    max_size=8,
)
REPORTS = st.lists(
    st.tuples(
        st.integers(0, 7),
        st.integers(-25, 60),
        st.integers(0, 2),
        st.sampled_from(OUTCOMES),
        st.integers(1, 4),
        st.none() | st.integers(0, 9),
        st.none() | st.integers(0, 9),
    ),
    max_size=20,
)
KEPT = ("feed_id", "county", "tier", "outcome", "households", "priced", "gross", "exempted")


def oracle(month: Month) -> set[tuple[Any, ...]]:
    """The same by Python from every exemption and every report."""
    with acting(OPERATOR, NOW):
        exemptions = list(Exemption.objects.all())
        reports = list(ConsumptionReport.objects.order_by("revision"))
    newest = {
        (each.exemption_id, each.period_end): each
        for each in reports
        if month.first <= each.period_end <= month.last
    }
    said: dict[Any, list[ConsumptionReport]] = defaultdict(list)
    for (number, _), each in newest.items():
        said[number].append(each)
    covered: dict[int, list[Exemption]] = defaultdict(list)
    for one in exemptions:
        assert one.starts_on
        if one.starts_on <= month.last and (one.ended_on is None or one.ended_on > month.first):
            covered[one.household_id].append(one)
    lines: dict[tuple[Any, ...], Counter[str]] = defaultdict(Counter)
    for own in covered.values():
        bills = [(bill, one) for one in own for bill in said[one.pk]]
        own.sort(key=lambda one: str(one.pk))
        own.sort(key=lambda one: one.starts_on or TODAY, reverse=True)
        place: Exemption = own[0]
        tier, outcome = 0, ""
        if bills:
            last = max(bill.period_end for bill, _ in bills)
            answered = {one.pk: bill for bill, one in bills if bill.period_end == last}
            place = next(one for one in own if one.pk in answered)
            tier, outcome = answered[place.pk].tier, answered[place.pk].outcome
        both = [
            (bill.gross_amount, bill.exempted_amount)
            for bill, _ in bills
            if bill.gross_amount is not None and bill.exempted_amount is not None
        ]
        line = lines[place.feed_id, place.county, tier, outcome]
        line["households"] += 1
        line["priced"] += bool(both)
        line["gross"] += sum(gross for gross, _ in both)
        line["exempted"] += sum(exempted for _, exempted in both)
    return {(*key, *(line[name] for name in KEPT[4:])) for key, line in lines.items()}


@given(EXEMPTIONS, REPORTS)
def test_what_is_counted_is_what_python_counts(
    laid: list[tuple[int, int, int, int | None]], reports: list[tuple[Any, ...]]
) -> None:
    made = lay(laid)
    for nth, days, revision, outcome, tier, gross, exempted in reports:
        amounts = {"gross_amount": gross, "exempted_amount": exempted}
        report(made[nth % len(made)], days, revision, outcome, tier, **amounts)
    count()
    with acting(OPERATOR, NOW):
        for month in (ABAN, AZAR):
            found = ConsumptionCount.objects.filter(month=month.first)
            counted = {tuple(each) for each in found.values_list(*KEPT)}
            assert counted == oracle(month), month.label


def test_households_without_an_answer_are_no_high_consumers() -> None:
    low, partly, high, refused, _ = lay([(number, 0, 60, None) for number in range(5)])
    for made, outcome in zip((low, partly, high, refused), OUTCOMES, strict=True):
        report(made, 0, 0, outcome, 2, gross_amount=100, exempted_amount=40)
    count()
    (found,) = figures(by_county).values()
    assert (found.low, found.partly, found.high, found.not_applied, found.silent) == (2, 1, 1, 1, 1)
    assert (found.households, found.known, found.share) == (5, 3, 2 / 3)
    assert (found.gross, found.exempted, found.rate) == (400, 160, 0.4)
    assert found.answered == pytest.approx(0.8)
    assert figures(by_tier)[0].households == 1
    assert Consumed().share is Consumed().rate is Consumed().answered is None


def test_a_household_that_moved_counts_once_where_it_was_answered_last() -> None:
    old, new = lay([(1, 0, 60, 1), (1, 1, 1, None)])
    report(old, 2, 0, "exempted", 1, gross_amount=10, exempted_amount=10)
    count()
    assert figures(by_province)["07"].households == 1
    report(new, 0, 0, "above_low_tiers", 4, gross_amount=30, exempted_amount=0)
    count()
    found = figures(by_province)
    assert set(found) == {"08"}
    assert (found["08"].high, found["08"].gross, found["08"].exempted) == (1, 40, 10)


def test_the_newest_revision_counts() -> None:
    (made,) = lay([(1, 0, 60, None)])
    report(made, 0, 1, "above_low_tiers", 4)
    report(made, 0, 0, "exempted", 1)
    count()
    assert figures(by_county)["0701"] == Consumed(high=1)


def test_what_changed_is_counted_by_the_clock_and_then_nothing() -> None:
    (made, _) = lay([(1, 0, 100, None), (2, 0, 100, None)])
    assert count_changed_consumption(at=NOW) == 5
    assert count_changed_consumption(at=NOW) == 0
    report(made, 25, 0, "exempted", 1)
    assert count_changed_consumption(at=NOW) == 2
    assert figures(by_county, ABAN)["0701"] == Consumed(low=1, silent=1)
    with acting(OPERATOR, NOW):
        Exemption.objects.filter(pk=made.pk).update(ended_on=ABAN.first)
    assert count_changed_consumption(at=NOW) == 2
    assert figures(by_county, ABAN)["0701"] == Consumed(silent=1)


def test_without_its_mark_a_report_is_not_counted() -> None:
    """The control."""
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute(
            "ALTER TABLE exemptions_consumptionreport"
            " DISABLE TRIGGER mark_consumption_of_reports_insert"
        )
        cursor.execute("SET ROLE sayeban_web")
    (made,) = lay([(1, 0, 60, None)])
    count()
    report(made, 25, 0, "exempted", 1)
    assert count_changed_consumption(at=NOW) == 0
    assert figures(by_county, ABAN)["0701"] == Consumed(silent=1)


def test_a_mark_of_a_month_to_come_waits() -> None:
    lay([(1, 0, -40, None)])
    count()
    assert figures(by_county) == {}
    assert count_consumption(actor=SYSTEM, at=NOW + timedelta(days=45), utility="gas") == 1
    with looking(SYSTEM):
        assert by_month(About("gas"))[month_of(TODAY + timedelta(days=45))] == Consumed(silent=1)


def text(client: Client, query: str = "") -> str:
    answer = client.get(f"{PAGE}{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_page_shows_three_values_and_promises_nothing(gas: Client) -> None:
    first, second, _ = ids(gas)
    over: dict[str, Any] = {"outcome": "above_low_tiers", "tier": 5, "exempted_amount_irr": 0}
    sent = [consumed(first), consumed(second, **over)]
    send(gas, "consumption-reports", [{**each, "period_end": "2026-11-23"} for each in sent])
    expert = visitor("hq.expert", Post.HQ_EXPERT, Unit.hq())
    assert "تازه‌ای رسیده" in text(expert)
    count()
    page = text(expert)
    assert "تازه‌ای رسیده" not in page
    assert "قبض گاز، آذر ۱۴۰۵، کشور" in page
    assert "۵۰٪" in page
    assert "۱ خانوار بی‌گزارش" in page
    assert "۴۵۰٬۰۰۰ ریال" in page
    assert "رایگان" not in page
    county = text(expert, "?province=07")
    assert "آباده" in county
    assert "تحت پوشش نیست" in text(expert, "?utility=water&month=x&province=99")
    office = visitor("fars.head", Post.DIRECTOR_GENERAL, Unit.of_province("07"))
    assert "آباده" in text(office)
    other = visitor("other.head", Post.DIRECTOR_GENERAL, Unit.of_province("08"))
    assert "تحت پوشش نیست" in text(other, "?province=07")
    assert re.search(
        r"filename=\"?consumption", expert.get(f"{PAGE}consumption.xlsx")["Content-Disposition"]
    )
