"""The honest duration: a period life table, checked against counting day by day."""

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta

import numpy as np
import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from sayeban.cases import late_sql
from sayeban.cases.actions.evening import measure
from sayeban.cases.models import Case, Duration, Service
from sayeban.cases.reads.promises import promise
from sayeban.cases.tests.makers import COUNTY, NOW
from sayeban.cases.tracking import check_digit
from sayeban.country.calendar import WorkingDays
from sayeban.country.today import today_of
from sayeban.organisations.public import working_days
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("service")]

TODAY = today_of(NOW)
Life = tuple[int, int | None, str]
"""Calendar days before today on which a case began, how many days later it ended, its result."""

lives = st.lists(
    st.tuples(
        st.integers(0, 90),
        st.none() | st.integers(0, 60),
        st.sampled_from(["done", "refused", "withdrawn"]),
    ),
    max_size=40,
)


def lay(rows: Sequence[Life], province: str = "07", county: str = "0701", first: int = 0) -> None:
    """Cases with these lives, without steps: the table reads none."""
    service = Service.objects.get()
    version = service.versions.get()
    cases = []
    for number, (ago, lasted, result) in enumerate(rows, first):
        opened_on = TODAY - timedelta(days=ago)
        ends = opened_on + timedelta(days=lasted) if lasted is not None else None
        closed_on = ends if ends is not None and ends <= TODAY else None
        drawn = f"{10**10 + number}"
        cases.append(
            Case(
                tracking_no=drawn + check_digit(drawn),
                person_id=number + 1,
                service=service,
                version=version,
                opened_at=NOW,
                opened_on=opened_on,
                promised_days=10,
                promised_on=opened_on,
                closed_at=NOW if closed_on else None,
                closed_on=closed_on,
                result=result if closed_on else "",
                province=province,
                county=county,
            )
        )
    Case.objects.bulk_create(cases)


def by_hand(rows: Sequence[Life], calendar: WorkingDays) -> tuple[int, int | None, int | None]:
    """Exits, p50 and p80 of the last 20 working days, one case, day and age after the other."""
    at_risk: Counter[int] = Counter()
    exits: Counter[int] = Counter()
    for ago, lasted, result in rows:
        born = TODAY - timedelta(days=ago)
        is_over = lasted is not None and lasted <= ago
        last = born + timedelta(days=lasted) if is_over and lasted is not None else TODAY
        age, gone = calendar.between(born, last), calendar.between(last, TODAY)
        if is_over and gone >= late_sql.WINDOW:
            continue
        at_risk.update(range(max(0, age - (late_sql.WINDOW - 1 - gone)), age + 1))
        exits[age] += is_over and result != "withdrawn"
    return exits.total(), _age(0.5, at_risk, exits), _age(0.8, at_risk, exits)


def _age(share: float, at_risk: Counter[int], exits: Counter[int]) -> int | None:
    left = 1.0
    for age in sorted(at_risk):
        left *= 1 - exits[age] / at_risk[age]
        if left <= 1 - share + 1e-9:
            return age
    return None


def measured(province: str) -> tuple[int, int | None, int | None] | None:
    return Duration.objects.filter(province=province).values_list("exits", "p50", "p80").first()


@given(rows=lives)
def test_the_statement_equals_counting_by_hand(rows: list[Life]) -> None:
    with acting(OPERATOR, NOW):
        Case.objects.all().delete()
        Duration.objects.all().delete()
        lay(rows)
        measure(actor=OPERATOR, at=NOW)
        expected = by_hand(rows, working_days("07"))
        assert (measured("07") or (0, None, None)) == expected


def test_a_window_of_another_length_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [(60, 55, "done")] + [(5, 3, "done")] * 3
    with acting(OPERATOR, NOW):
        lay(rows)
        measure(actor=OPERATOR, at=NOW)
        right = measured("07")
        assert right == by_hand(rows, working_days("07"))
        with connection.cursor() as cursor:
            shorter = late_sql.MEASURE.replace("n.wd - 20", "n.wd - 3")
            cursor.execute(shorter, {"today": TODAY})
        assert measured("07") != right


def test_completed_last_month_lies_when_a_backlog_grows_and_the_life_table_does_less() -> None:
    chance = np.random.default_rng(5)
    rows: list[Life] = []
    for ago in range(140, -1, -1):
        slow = 1 if ago > 70 else 1 + (70 - ago) / 35
        rows += [(ago, int(chance.lognormal(np.log(10 * slow), 0.8)), "done") for _ in range(12)]
    over = [life for ago, life, _ in rows if life is not None and 0 <= ago - life < 23]
    calendar = working_days("07")
    naive = np.quantile([calendar.between(TODAY, TODAY + timedelta(days=n)) for n in over], 0.8)
    truth = np.quantile(
        [
            calendar.between(TODAY, TODAY + timedelta(days=life or 0))
            for ago, life, _ in rows
            if ago < 30
        ],
        0.8,
    )
    with acting(OPERATOR, NOW):
        lay(rows)
        measure(actor=OPERATOR, at=NOW)
        found = measured("07")
    assert found is not None
    assert found[2] is not None
    assert abs(found[2] - truth) < abs(naive - truth)


def test_the_promise_falls_back_to_the_nation_and_then_to_the_target() -> None:
    with acting(OPERATOR, NOW):
        assert promise("disability_card", COUNTY, TODAY).basis == "target"
        lay([(20, 18, "done")] * 40, province="10", county="1001")
        measure(actor=OPERATOR, at=NOW)
        nation = promise("disability_card", COUNTY, TODAY)
        assert (nation.basis, nation.days) == ("nation", nation.p80)
        lay([(3, 2, "done")] * 40, first=100)
        measure(actor=OPERATOR, at=NOW)
        own = promise("disability_card", COUNTY, TODAY)
    # What is over sooner than its own days is not promised sooner.
    assert (own.basis, own.days) == ("own", 10)
    assert (own.p80 or 0) < 10
