"""Facts by agreement and purpose: what is told, what is not, and that each look is kept."""

import json

import pytest

from sayeban.facts.public import retire_fact
from sayeban.facts.reads import registers
from sayeban.interop.api.social import facts
from sayeban.interop.reads import grants
from sayeban.interop.tests.social.makers import (
    ELSEWHERE,
    FACTS,
    HERE,
    PURPOSE,
    code_of,
    ground,
    program,
)
from sayeban.people.tests.makers import person, rows_of
from sayeban.runtime.actor import SYSTEM
from sayeban.runtime.context import looking

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _ground(db: None) -> None:
    ground()


def test_each_fact_is_told_with_where_it_comes_from_and_unknown_is_null() -> None:
    said = program().facts(facts=["decile", "rent_monthly"]).json()
    assert (said["purpose"], said["legal_basis"]) == ("جلوگیری از پوشش دوباره", "ماده ۲ نمونه")
    told = {each["key"]: each for each in said["facts"]}
    assert set(told) == {"decile", "rent_monthly"}
    known = {name: told["decile"][name] for name in ("value", "origin", "register", "stale")}
    assert known == {"value": 3, "origin": "received", "register": "decile", "stale": False}
    assert (told["rent_monthly"]["value"], told["rent_monthly"]["origin"]) == (None, "")


def test_the_look_is_kept_and_the_person_can_see_whose_it_was_and_what_for() -> None:
    assert program().facts().status_code == 200
    kept = rows_of_looks()
    assert kept == [
        ("بنیاد نمونه: جلوگیری از پوشش دوباره", "people.person", str(person(HERE).pk))
    ]


def rows_of_looks() -> list[tuple[str, ...]]:
    from_audit = "SELECT purpose, subject, subject_id FROM accounts_own_looks("
    him = person(HERE).pk
    from django.db import connection

    with looking(SYSTEM), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('sayeban.person', %s, true)", [str(him)])
        cursor.execute(
            f"SELECT purpose, subject, '{him}' FROM accounts_own_looks(ARRAY['people.person {him}'],"
            f" ARRAY['{him}'], ARRAY[]::text[], ARRAY[]::timestamptz[], ARRAY[]::timestamptz[], 9)"
        )
        del from_audit
        return list(cursor.fetchall())
