"""One text for the desk and the nation: on random rules and rows a run says what each one hears."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from sayeban.eligibility.actions import run_rule as running
from sayeban.eligibility.actions.keep_rules import draft_rule
from sayeban.eligibility.models import Decision, RuleVersion
from sayeban.eligibility.reads import deciding
from sayeban.eligibility.reads.versions import Ready, ready, version_of
from sayeban.eligibility.tests.makers import (
    AUTHOR,
    NOW,
    TODAY,
    document,
    facts_seeded,
    household,
    leaf,
    person,
)
from sayeban.eligibility.tests.trees import TREE, numbered
from sayeban.facts.public import evaluate, row_of
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting

CODE = "aged_support"
POOL = [
    (age, head, born, income, area)
    for number in range(12)
    for age, head, born, income, area in [
        (
            (None, 0, 1, 2, 3)[number % 5],
            (None, True, False)[number % 3],
            (None, date(1950, 1, 1), date(2020, 1, 1), date(2000, 1, 1))[number % 4],
            (None, 0, 1, 2, 3, None, 1)[number % 7],
            (None, Decimal("0.5"), Decimal(1))[number // 2 % 3],
        )
    ]
]
SHARED = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)


@pytest.fixture
def _people() -> None:
    facts_seeded()
    for number, (age, head, born, income, area) in enumerate(POOL, 1):
        household(number, income_pc=income, home_area=area, household_size=number % 4)
        person(number, number, age=age, is_head=head, birth_date=born)


def asked_of(tree: dict[str, Any]) -> Ready:
    """The tree as a draft of the rule."""
    with acting(OPERATOR, NOW):
        draft = RuleVersion.objects.filter(state="draft").first()
    revision = draft.revision if draft else None
    given_ = document(numbered(tree, [0]))
    made = draft_rule(actor=AUTHOR, at=NOW, document=given_, revision=revision)
    with acting(OPERATOR, NOW):
        return ready(version_of(CODE, made.number), TODAY)


def differing(asked: Ready) -> list[int]:
    """Of whom the run says something else than he hears alone, or than Python says."""
    with acting(OPERATOR, NOW):
        run = running.run_over(OPERATOR, NOW, asked, "nation", None)
        kept = {each.subject_id: each for each in Decision.objects.filter(run=run.run_id)}
        assert len(kept) == len(POOL)
        return [number for number in kept if not _alike(asked, kept[number], number)]


def _alike(asked: Ready, kept: Decision, number: int) -> bool:
    alone = deciding.decide_ready(asked, number)
    oracle = evaluate(asked.tree, row_of(number), asked.params)
    return all(
        (each.outcome, each.met, each.unknown) == (kept.outcome, kept.met, kept.unknown)
        for each in (alone, oracle)
    )


@pytest.mark.parametrize("many", [100_000, -2], ids=["few", "apart"])
@pytest.mark.django_db
@pytest.mark.usefixtures("_people")
@SHARED
@given(tree=TREE)
def test_a_run_says_of_each_what_he_hears_alone(tree: dict[str, Any], many: int) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(running, "_MANY", many)
        assert differing(asked_of(tree)) == []


@pytest.mark.django_db
@pytest.mark.usefixtures("_people")
def test_a_run_that_reads_unknown_as_no_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control."""
    blind = running._DECIDE.replace("d.outcome)", "d.outcome, false)")
    monkeypatch.setattr(running, "_DECIDE", blind)
    assert differing(asked_of(leaf("x", "age", ">", value=1)))
