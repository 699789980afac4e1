"""One person, many, a human's word, and what is decided again: the same answer everywhere."""

import io
from typing import Any

import pytest
from django.db import connection
from PIL import Image

from sayeban.documents.refusals import DocumentUnreadable
from sayeban.eligibility import reactions
from sayeban.eligibility.actions import decide_by_hand as deciding_by_hand
from sayeban.eligibility.actions import run_rule as running
from sayeban.eligibility.actions.decide_again import decide_again
from sayeban.eligibility.actions.decide_by_hand import ByHand, decide_by_hand, end_by_hand
from sayeban.eligibility.actions.name_decisions import name_decisions
from sayeban.eligibility.actions.run_rule import Ran, run_rule
from sayeban.eligibility.models import Decision
from sayeban.eligibility.reads.deciding import decide, decide_all
from sayeban.eligibility.reads.explaining import Decided, decided_row
from sayeban.eligibility.reads.versions import ready_on
from sayeban.eligibility.refusals import (
    OverrideStands,
    OverrideUnknown,
    RuleNotInForce,
    RuleReasonMissing,
    RuleUnknown,
    SubjectUnknown,
)
from sayeban.eligibility.tests.makers import (
    AUTHOR,
    NOW,
    OLD,
    POOR,
    TODAY,
    document,
    facts_seeded,
    household,
    in_force,
    leaf,
    person,
    poverty_line,
)
from sayeban.kit.units import Unit
from sayeban.runtime.actor import OPERATOR, SYSTEM, Actor, Appointment
from sayeban.runtime.context import acting, looking
from sayeban.runtime.refusals import AccessDenied

pytestmark = pytest.mark.django_db
CODE = "aged_support"
OLD_OR_POOR = {"any": [OLD, POOR]}
ABADEH = Unit.of_county("0701")
HEAD = Actor("user", "head", 8, (Appointment("county_head", ABADEH),))


@pytest.fixture(autouse=True)
def _people() -> None:
    """1 is old; 2 is young and poor; 3 is young and rich; of 4 the income is unknown."""
    facts_seeded()
    poverty_line(5_000_000)
    for number, income in ((1, None), (2, 4_000_000), (3, 9_000_000), (4, None)):
        household(number * 10, income_pc=income)
        person(number, number * 10, age=70 if number == 1 else 30)
    household(50, "1001", income_pc=1)
    person(5, 50, "1001", age=20)


def paper() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (8, 8)).save(out, "PNG")
    return out.getvalue()


def told(person_id: int, by: Actor = OPERATOR) -> Decided:
    with looking(by):
        return decide(CODE, person_id, TODAY)


def kept(run: Ran) -> dict[int, tuple[bool | None, int, int]]:
    with acting(OPERATOR, NOW):
        found = Decision.objects.filter(run=run.run_id)
        return {each.subject_id: (each.outcome, each.met, each.unknown) for each in found}


def run() -> Ran:
    return run_rule(actor=AUTHOR, at=NOW, code=CODE)


def by_hand(outcome: bool, person_id: int = 3, **changed: Any) -> int:
    given = {"code": CODE, "person_id": person_id, "outcome": outcome, "reason": "بازدید منزل"}
    decided = ByHand(**{**given, "document": paper(), **changed})
    return decide_by_hand(actor=HEAD, at=NOW, unit=ABADEH, decided=decided)


def set_income(subject: int, income: int | None) -> None:
    with acting(OPERATOR, NOW), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE facts_householdrow SET income_pc = %s WHERE subject_id = %s", [income, subject]
        )


def test_each_answer_has_its_reasons_and_what_would_change_it() -> None:
    in_force(document(OLD_OR_POOR))
    assert [told(number).outcome for number in (1, 2, 3, 4)] == [True, True, False, None]
    assert [each.id for each in told(1).reasons] == ["old"]
    rich = told(3)
    assert [each.text for each in rich.reasons] == [
        "خیر",
        "درآمد سرانه ۹٬۰۰۰٬۰۰۰ ریال است و از ۵٬۰۰۰٬۰۰۰ ریال کمتر نیست",
    ]
    assert len(rich.change) == 1
    assert rich.missing == frozenset()


def test_an_unknown_is_never_a_no_and_names_what_would_settle_it() -> None:
    in_force(document(OLD_OR_POOR))
    assert told(4).missing == {"income_pc"}
    set_income(40, 9_000_000)
    assert told(4).outcome is False
    set_income(40, None)
    assert told(4).outcome is None


def test_a_run_answers_as_it_answers_each_one() -> None:
    in_force(document(OLD_OR_POOR))
    found = kept(run())
    assert found.keys() == {1, 2, 3, 4, 5}
    for number, (outcome, met, unknown) in found.items():
        one = told(number)
        assert (one.outcome, one.met, one.unknown) == (outcome, met, unknown)


def test_a_run_counts_by_province_and_freezes_its_parameters() -> None:
    in_force(document(OLD_OR_POOR))
    counts = run().counts
    assert {key: counts[key] for key in ("subjects", "yes", "no", "unknown")} == {
        "subjects": 5,
        "yes": 3,
        "no": 1,
        "unknown": 1,
    }
    assert counts["provinces"]["10"]["yes"] == 1
    with acting(OPERATOR, NOW):
        assert Decision.objects.filter(run__params={"poverty_line": 5_000_000}).count() == 5


def test_a_household_is_decided_about_as_one() -> None:
    in_force(document(POOR, subject="household"))
    assert told(2).outcome is True
    assert told(2).subject_id == 20
    assert kept(run()).keys() == {10, 20, 30, 40, 50}


def test_nothing_is_decided_without_a_version_in_force() -> None:
    with pytest.raises(RuleNotInForce):
        told(1)
    with pytest.raises(RuleNotInForce):
        run()


def test_who_is_of_another_place_is_not_there() -> None:
    in_force(document(OLD_OR_POOR))
    assert told(1, HEAD).outcome is True
    for number in (5, 999):
        with pytest.raises(SubjectUnknown):
            told(number, HEAD)
    with pytest.raises(AccessDenied):
        run_rule(actor=HEAD, at=NOW, code=CODE)


def test_each_place_sees_its_own_decisions() -> None:
    in_force(document(OLD_OR_POOR))
    made = run()
    with looking(HEAD):
        assert Decision.objects.filter(run=made.run_id).count() == 4


def test_answers_on_a_screen_are_decided_as_kept_ones() -> None:
    in_force(document(OLD_OR_POOR))
    with looking(OPERATOR):
        held = ready_on(CODE, TODAY)
        assert decided_row(held, {"age": 30, "income_pc": 9_000_000}).outcome is False
        assert decided_row(held, {"age": 30}).outcome is None
        assert [each.code for each in decide_all(2, TODAY)] == [CODE]


def test_of_two_heads_who_decide_at_once_the_second_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Both saw that nothing stands there: the constraint of the table says it to the second."""
    in_force(document(OLD_OR_POOR))
    by_hand(True)
    monkeypatch.setattr(deciding_by_hand, "_stands", lambda _rule, _subject: False)
    with pytest.raises(OverrideStands):
        by_hand(False)


def test_what_a_human_decided_survives_the_next_run() -> None:
    in_force(document(OLD_OR_POOR))
    number = by_hand(True)
    assert (told(3).outcome, told(3).by_hand, told(3).hand_reason) == (True, True, "بازدید منزل")
    first = run()
    assert kept(first)[3][0] is True
    assert first.counts["by_hand"] == 1
    in_force(document(leaf("old", "age", ">=", value=99), valid_from="2026-11-20"))
    assert kept(run())[3][0] is True
    end_by_hand(actor=HEAD, at=NOW, unit=ABADEH, number=number)
    assert kept(run())[3][0] is False


def test_without_its_join_a_run_forgets_what_a_human_decided(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The control of the test above."""
    in_force(document(OLD_OR_POOR))
    by_hand(True)
    blind = running._DECIDE.replace("o.ended_at IS NULL", "false")
    monkeypatch.setattr(running, "_DECIDE", blind)
    assert kept(run())[3][0] is False


def test_a_decision_by_hand_says_why_and_on_what_paper() -> None:
    in_force(document(OLD_OR_POOR))
    with pytest.raises(RuleReasonMissing):
        by_hand(True, reason=" ")
    with pytest.raises(DocumentUnreadable):
        by_hand(True, document=b"no picture")
    with pytest.raises(RuleUnknown):
        by_hand(True, code="no_rule")
    with pytest.raises(SubjectUnknown):
        by_hand(True, person_id=5)
    by_hand(True)
    with pytest.raises(OverrideStands):
        by_hand(False)


def test_a_decision_by_hand_is_ended_where_it_was_made() -> None:
    in_force(document(OLD_OR_POOR))
    number = by_hand(True)
    other = Unit.of_county("0702")
    elsewhere = Actor("user", "o", 9, (Appointment("county_head", other),))
    with pytest.raises(OverrideUnknown):
        end_by_hand(actor=elsewhere, at=NOW, unit=other, number=number)
    end_by_hand(actor=HEAD, at=NOW, unit=ABADEH, number=number)
    with pytest.raises(OverrideUnknown):
        end_by_hand(actor=HEAD, at=NOW, unit=ABADEH, number=number)


def test_a_contest_that_is_won_has_its_decisions_made_again() -> None:
    in_force(document(OLD_OR_POOR))
    first = run()
    set_income(30, 1_000_000)
    event = {"contest": "0", "subject_kind": "household", "subject_id": "30", "fact": "income_pc"}
    reactions.look_again({**event, "accepted": ""}, NOW)
    with acting(OPERATOR, NOW):
        assert not Decision.objects.exclude(stale_at=None).exists()
    reactions.look_again({**event, "accepted": "1"}, NOW)
    with acting(OPERATOR, NOW):
        rows = list(Decision.objects.filter(subject_id=3).order_by("run_id"))
        assert [(each.outcome, each.stale_at is not None) for each in rows] == [
            (False, True),
            (True, False),
        ]
        assert Decision.objects.filter(run=first.run_id, stale_at=None).count() == 4


def test_of_whom_nothing_was_decided_nothing_is_decided_again() -> None:
    in_force(document(OLD_OR_POOR))
    assert decide_again(actor=SYSTEM, at=NOW, kind="person", subject=1) == 0
    run()
    assert decide_again(actor=SYSTEM, at=NOW, kind="person", subject=1) == 1


def test_rules_that_decided_by_a_wrong_value_are_named_before_they_are_asked_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Negative control: a rule that reads something else, and one that decided nothing."""
    named: list[tuple[int, list[tuple[str, str, object]]]] = []
    monkeypatch.setattr(
        "sayeban.eligibility.actions.name_decisions.note_decisions",
        lambda _, contest, used: named.append((contest, list(used))),
    )
    in_force(document(OLD_OR_POOR))
    asked: dict[str, Any] = {
        "actor": SYSTEM,
        "at": NOW,
        "contest": 7,
        "kind": "household",
        "subject": 30,
    }
    assert name_decisions(fact="income_pc", **asked) == 0
    run()
    assert name_decisions(fact="sex", **asked) == 0
    assert name_decisions(fact="income_pc", **asked) == 1
    assert named[-1] == (7, [(CODE, "حمایت از سالمندان", TODAY)])
