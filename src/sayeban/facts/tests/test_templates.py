"""Facts that follow from the members, against plain Python on random households."""

from datetime import timedelta
from typing import Any, Final

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayeban.facts.actions import templates_sql
from sayeban.facts.public import Described, define_fact, evaluate, parse
from sayeban.facts.reads.catalogue import catalogue
from sayeban.facts.tests.makers import TODAY, put, row, value
from sayeban.people.tests.makers import NOW, person
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]
_RICH: Final = {"id": "a", "fact": "income_monthly", "op": ">=", "value": 5}
_STUDY: Final = {"id": "b", "fact": "is_student", "op": "=", "value": True}
TREE: Final[dict[str, Any]] = {"any": [_RICH, {"not": _STUDY}]}
Member = tuple[int | None, bool | None]
MEMBERS = st.lists(st.tuples(st.none() | st.integers(0, 9), st.none() | st.booleans()), max_size=3)
KEYS = ("counted", "summed", "summed_where", "shared")
ALONE: Member = (None, None)
DAYS: Final = (TODAY, TODAY - timedelta(400))


@pytest.fixture
def formulas(catalogue: None, home: int) -> int:
    described: dict[str, tuple[str, dict[str, Any]]] = {
        "counted": ("int", {"count_members": TREE}),
        "summed": ("money", {"sum_members": "income_monthly"}),
        "summed_where": ("money", {"sum_members": "income_monthly", "where": TREE}),
        "shared": ("money", {"sum_members": "income_monthly", "per_member": True}),
    }
    for key, (kind, template) in described.items():
        fact = Described(kind, "household", key, template=template)
        define_fact(actor=OPERATOR, at=NOW, key=key, fact=fact)
    return home


def oracle(members: list[Member]) -> list[int | None]:
    """The same in Python: what is unknown of one and could change the result makes it unknown."""
    with acting(OPERATOR, NOW):
        tree = parse(TREE, catalogue())
    rows = [{"income_monthly": income, "is_student": studies} for income, studies in members]
    outcomes = [evaluate(tree, each).outcome for each in rows]
    incomes = [income for income, _ in members]
    total = None if None in incomes else sum(i for i in incomes if i is not None)
    where: int | None = 0
    for outcome, income in zip(outcomes, incomes, strict=True):
        if outcome is None or (outcome and income is None):
            where = None
        elif outcome and where is not None:
            where += income or 0
    counted = None if None in outcomes else sum(map(bool, outcomes))
    shared = None if total is None or not members else total // len(members)
    return [counted, total, where, shared]


def told(members: list[Member]) -> list[object]:
    """What the kept row says after these are put; nobody is heard of whom nothing is known."""
    values = []
    for serial, (income, studies) in enumerate(members, 1):
        him = ("person", person(serial).pk)
        values += [value(him, "income_monthly", income), value(him, "is_student", studies)]  # type: ignore[arg-type]
    put(*values)
    known = row(person(1).pk)
    return [known[key] for key in KEYS]


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(members=MEMBERS)
def test_formulas_say_what_python_says(formulas: int, members: list[Member]) -> None:
    assert formulas
    padded = (members + [ALONE] * 3)[:3]
    with transaction.atomic():
        found = told(padded)
        transaction.set_rollback(True)
    assert found == oracle(padded)


def test_a_formula_that_drops_its_unknowns_is_found(
    formulas: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: without the guard a missing income counts as zero."""
    assert formulas
    monkeypatch.setattr(templates_sql, "_unless", lambda _, total: total)
    members = [(3, True), (None, True), (4, True)]
    assert told(members) != oracle(members)


def test_nobody_left_counts_zero(formulas: int) -> None:
    with acting(OPERATOR, NOW), connection.cursor() as cursor:
        cursor.execute("UPDATE people_person SET status = 'exited', status_evidence = 'x'")
        cursor.execute("UPDATE people_household SET head_id = NULL")
    put(value(("household", formulas), "rent_monthly", 1))
    known = row(person(1).pk)
    assert [known[key] for key in ("household_size", "counted", "summed", "shared")] == [
        0,
        0,
        0,
        None,
    ]


def test_services_received_are_unknown_until_there_is_a_register_of_them(home: int) -> None:
    template = {"received": "loan", "months": 12}
    for key, kind, subject in (("had_loan", "bool", "person"), ("loans", "int", "household")):
        fact = Described(kind, subject, key, template=template)
        define_fact(actor=OPERATOR, at=NOW, key=key, fact=fact)
    assert services(home) == [None, None]
    his = f"({person(2).pk}::bigint, {home}::bigint, 'loan'"
    rows = [f"{his}, '{day}'::date)" for day in DAYS]
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        names = "person_id, household_id, service, day"
        given = f"SELECT * FROM (VALUES {', '.join(rows)}) g ({names})"
        cursor.execute(f"CREATE OR REPLACE VIEW facts_received AS {given}")
        cursor.execute("SET ROLE sayeban_web")
    assert services(home) == [False, 1]
    assert row(person(2).pk)["had_loan"] is True


def services(home: int) -> list[object]:
    """What the row of person 1 says after something else about his household is put."""
    put(value(("household", home), "tenure", "owner"), value(("household", home), "tenure", None))
    known = row(person(1).pk)
    return [known["had_loan"], known["loans"]]
