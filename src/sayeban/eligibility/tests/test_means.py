"""The means test: percentiles, deciles, bands; unknown is never poor, and the register wins."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import connection

from sayeban.eligibility.actions import estimate_means as estimating
from sayeban.eligibility.actions.estimate_means import (
    MeansTerms,
    approve_means,
    estimate_means,
    set_means,
)
from sayeban.eligibility.means import SAMPLE, band_of, means_of
from sayeban.eligibility.refusals import MeansInvalid, MeansSecondPerson, MeansUnknown
from sayeban.eligibility.tests.makers import AUTHOR, NOW, SECOND, facts_seeded
from sayeban.facts.public import NewValue, put_values, refresh_all
from sayeban.people.tests.makers import person, register, source_row
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting

pytestmark = pytest.mark.django_db
AREA = ({"fact": "home_area", "weight": 1, "richer": "more"},)
TERMS = MeansTerms("مدل نمونه", AREA, True, "نمونهٔ ساختگی", date(2026, 3, 21))


@pytest.fixture
def homes() -> list[int]:
    """Twenty households with homes of 10, 20, … metres, and one of which nothing is known."""
    facts_seeded()
    register(*(source_row(n, is_head=True) for n in range(1, 22)))
    found = [person(n).household_id or 0 for n in range(1, 22)]
    with acting(OPERATOR, NOW):
        refresh_all(actor=OPERATOR, at=NOW)
    say("home_area", {home: 10 * n for n, home in enumerate(found[:20], 1)})
    return found


def say(fact: str, values: dict[int, Any]) -> None:
    told = [
        NewValue("household", home, fact, value, "declared", NOW.date())
        for home, value in values.items()
    ]
    with acting(OPERATOR, NOW):
        put_values(actor=OPERATOR, at=NOW, values=told)


def model(indicators: Sequence[Any] = AREA, **changed: Any) -> None:
    terms = replace(TERMS, indicators=indicators, **changed)
    number = set_means(actor=AUTHOR, at=NOW, terms=terms)
    approve_means(actor=SECOND, at=NOW, number=number)


def estimated(homes: Sequence[int]) -> list[int | None]:
    estimate_means(actor=AUTHOR, at=NOW)
    with acting(OPERATOR, NOW), connection.cursor() as cursor:
        cursor.execute("SELECT subject_id, decile_estimate FROM facts_householdrow")
        found = dict(cursor.fetchall())
    return [found[home] for home in homes]


def test_households_fall_into_ten_equal_parts_in_the_order_of_their_means(homes: list[int]) -> None:
    model()
    found = estimated(homes[:20])
    assert found == sorted(found, key=lambda each: each or 0)
    assert {each: found.count(each) for each in set(found)} == dict.fromkeys(range(1, 11), 2)


def test_of_whom_too_little_is_known_nothing_is_estimated(homes: list[int]) -> None:
    model()
    assert estimated(homes)[20] is None
    model([*AREA, {"fact": "rent_monthly", "weight": 3, "richer": "more"}], valid_from=NOW.date())
    assert set(estimated(homes)) == {None}  # what was estimated before is taken back


def test_unknown_taken_for_nothing_would_be_seen(
    homes: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: without its bound a household of which nothing is known gets a decile."""
    blind = estimating._SCORES.replace("WHERE {known} >= %(least)s", "WHERE %(least)s >= 0")
    blind = blind.replace("nullif({known}, 0)", "greatest({known}, 1)")
    monkeypatch.setattr(estimating, "_SCORES", blind)
    model()
    assert estimated(homes)[20] == 1


def test_equal_means_have_equal_deciles_and_less_can_be_richer(homes: list[int]) -> None:
    say("home_area", dict.fromkeys(homes[:20], 50))
    model([{**AREA[0], "richer": "less"}])
    assert set(estimated(homes[:20])) == {1}
    say("home_area", {homes[0]: 5})
    assert estimated(homes[:1]) == [10]


def test_an_estimate_says_where_it_comes_from_and_is_told_once(homes: list[int]) -> None:
    model()
    assert estimate_means(actor=AUTHOR, at=NOW) == 20
    assert estimate_means(actor=AUTHOR, at=NOW) == 0
    with acting(OPERATOR, NOW), connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT origin, register LIKE 'means_model_%%' FROM facts_value"
            " WHERE fact = 'decile_estimate'"
        )
        assert cursor.fetchall() == [("received", True)]


def test_the_decile_of_the_register_wins_and_others_hear_the_band_alone() -> None:
    assert means_of({"decile": 2, "decile_estimate": 9}).source == "official"
    assert means_of({"decile": None, "decile_estimate": 9}).decile == 9
    assert means_of({}) == means_of({"decile": None})
    assert [band_of(each) for each in (None, 1, 3, 4, 7, 8, 10)] == [
        *("", "low", "low", "middle", "middle", "high", "high")
    ]


def test_a_model_counts_when_a_second_person_has_approved_it() -> None:
    facts_seeded()
    number = set_means(actor=AUTHOR, at=NOW, terms=replace(TERMS, indicators=SAMPLE))
    with pytest.raises(MeansUnknown):
        estimate_means(actor=AUTHOR, at=NOW)
    with pytest.raises(MeansSecondPerson):
        approve_means(actor=AUTHOR, at=NOW, number=number)
    approve_means(actor=SECOND, at=NOW, number=number)
    with pytest.raises(MeansUnknown):
        approve_means(actor=SECOND, at=NOW, number=number)
    assert estimate_means(actor=AUTHOR, at=NOW) == 0


@pytest.mark.parametrize(
    "changed",
    [
        {"indicators": []},
        {"indicators": [*AREA, *AREA]},
        {"indicators": [{**AREA[0], "fact": "age"}]},
        {"indicators": [{**AREA[0], "fact": "postal_code"}]},
        {"indicators": [{**AREA[0], "fact": "no_fact"}]},
        {"indicators": [{**AREA[0], "weight": 0}]},
        {"indicators": [{**AREA[0], "weight": True}]},
        {"indicators": [{**AREA[0], "richer": "perhaps"}]},
        {"indicators": ["home_area"]},
        {"title": " "},
        {"legal_basis": ""},
    ],
)
def test_what_is_no_model_is_refused(changed: dict[str, Any]) -> None:
    facts_seeded()
    with pytest.raises(MeansInvalid):
        set_means(actor=AUTHOR, at=NOW, terms=replace(TERMS, **changed))


def test_two_models_do_not_begin_on_one_day() -> None:
    facts_seeded()
    set_means(actor=AUTHOR, at=NOW, terms=TERMS)
    with pytest.raises(MeansInvalid):
        set_means(actor=AUTHOR, at=NOW, terms=TERMS)


def test_of_two_who_write_one_at_once_the_second_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    facts_seeded()
    monkeypatch.setattr(estimating, "_refuse_bad", lambda _terms: None)
    set_means(actor=AUTHOR, at=NOW, terms=TERMS)
    with pytest.raises(MeansInvalid):
        set_means(actor=SECOND, at=NOW, terms=TERMS)
