"""From a draft to a version in force: seen, by two persons, and never changed again."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from sayeban.eligibility.actions.approve_rule import approve_rule, return_rule
from sayeban.eligibility.actions.keep_rules import Drafted, draft_rule, drop_draft
from sayeban.eligibility.actions.preview_impact import preview_impact
from sayeban.eligibility.models import RuleVersion
from sayeban.eligibility.reads.rules import export_rule, newest_number, rule_versions
from sayeban.eligibility.reads.versions import version_on
from sayeban.eligibility.refusals import (
    RuleChangedMeanwhile,
    RuleImpactMissing,
    RuleInvalid,
    RuleNotDraft,
    RuleOther,
    RuleReasonMissing,
    RuleSameDay,
    RuleSecondPerson,
    RuleUnknown,
)
from sayeban.eligibility.tests.makers import (
    AUTHOR,
    NOW,
    OLD,
    POOR,
    SECOND,
    TODAY,
    document,
    facts_seeded,
    hq,
    in_force,
    leaf,
    poverty_line,
)
from sayeban.facts.public import ConditionInvalid, ParameterMissing
from sayeban.kit.units import Unit
from sayeban.runtime.actor import OPERATOR, Actor, Appointment
from sayeban.runtime.context import acting
from sayeban.runtime.refusals import AccessDenied

pytestmark = pytest.mark.django_db
CODE = "aged_support"
OLDER = leaf("old", "age", ">=", value=65)


@pytest.fixture(autouse=True)
def _facts() -> None:
    facts_seeded()


def draft(given: object, by: Actor = AUTHOR, revision: int | None = None) -> Drafted:
    return draft_rule(actor=by, at=NOW, document=given, revision=revision)


def seen(number: int) -> None:
    preview_impact(actor=AUTHOR, at=NOW, code=CODE, number=number)


def approve(revision: int, by: Actor = SECOND) -> None:
    with acting(OPERATOR, NOW):
        number = newest_number(CODE)
    approve_rule(actor=by, at=NOW, code=CODE, number=number, revision=revision)


def held(day: date = TODAY) -> int | None:
    with acting(OPERATOR, NOW):
        found = version_on(CODE, day)
        return found.number if found else None


def test_a_version_holds_from_its_day_until_the_next_begins() -> None:
    in_force(document())
    in_force(document(OLDER, valid_from="2026-12-22"))
    assert held(date(2026, 3, 20)) is None
    assert held(date(2026, 3, 21)) == 1
    assert held(date(2026, 12, 21)) == 1
    assert held(date(2026, 12, 22)) == 2
    with acting(OPERATOR, NOW):
        rows = rule_versions(TODAY)
    assert [(each.number, each.in_force, each.state) for each in rows] == [
        (2, False, "approved"),
        (1, True, "approved"),
    ]


def test_what_is_exported_is_drafted_again_as_the_same() -> None:
    in_force(document())
    with acting(OPERATOR, NOW):
        exported = export_rule(CODE, 1)
    assert exported == document()
    assert draft(exported | {"valid_from": "2026-12-22"}).number == 2
    with acting(OPERATOR, NOW), pytest.raises(RuleUnknown):
        export_rule(CODE, 9)


def test_nothing_is_approved_that_nobody_has_counted() -> None:
    first = draft(document())
    with pytest.raises(RuleImpactMissing):
        approve(first.revision)
    seen(first.number)
    changed = draft(document(OLDER), revision=first.revision)
    with pytest.raises(RuleImpactMissing):  # it was counted of another tree
        approve(changed.revision)
    seen(changed.number)
    approve(changed.revision)
    assert held() == 1


def test_an_impact_with_other_parameters_is_none() -> None:
    poverty_line(5_000_000)
    first = draft(document(POOR))
    seen(first.number)
    poverty_line(6_000_000, "2026-03-20")
    approve(first.revision)  # it began before and was followed: nothing changed
    second = draft(document(POOR, valid_from="2026-12-22"))
    seen(second.number)
    poverty_line(7_000_000, "2026-12-01")
    with pytest.raises(RuleImpactMissing):
        approve(second.revision)


def test_an_impact_against_another_version_is_none() -> None:
    later = draft(document(OLDER, valid_from="2026-12-22"))
    seen(later.number)
    with acting(OPERATOR, NOW):
        RuleVersion.objects.create(
            rule=RuleVersion.objects.get().rule,
            **{"number": 0, "title": "پیشین", "applies_to": "decision", "legal_basis": "ماده ۲"},
            **{
                "valid_from": date(2026, 3, 21),
                "tree": OLD,
                "tree_sha256": "",
                "state": "approved",
            },
            **{"authored_at": NOW, "approved_at": NOW, "approver": 5},
        )
    with pytest.raises(RuleImpactMissing):
        approve(later.revision)


def test_whoever_wrote_at_a_draft_does_not_approve_it() -> None:
    first = draft(document())
    third = draft(document(OLDER), by=hq(3), revision=first.revision)
    seen(first.number)
    for author in (AUTHOR, hq(3)):
        with pytest.raises(RuleSecondPerson):
            approve(third.revision, by=author)
    deputy = Actor("user", "d", 4, (Appointment("hq_expert", Unit.hq(), holder=AUTHOR.user_id),))
    with pytest.raises(RuleSecondPerson):
        approve(third.revision, by=deputy)
    approve(third.revision)


def test_headquarters_alone_writes_rules() -> None:
    county = Actor("user", "c", 9, (Appointment("county_head", Unit.of_county("0701")),))
    with pytest.raises(AccessDenied):
        draft(document(), by=county)
    first = draft(document())
    with pytest.raises(AccessDenied):
        approve(first.revision, by=county)
    with pytest.raises(AccessDenied):  # approval is a human's, not the installation's
        approve(first.revision, by=OPERATOR)


def test_of_two_who_write_at_once_the_second_is_told() -> None:
    first = draft(document())
    draft(document(OLDER), by=hq(3), revision=first.revision)
    mine = document(title="از نگاه دیگری")
    with pytest.raises(RuleChangedMeanwhile) as told:
        draft(mine, revision=first.revision)
    assert "بار ۲" in told.value.message
    assert draft(mine, revision=2).revision == 3
    with pytest.raises(RuleChangedMeanwhile):
        approve(first.revision)
    with pytest.raises(RuleChangedMeanwhile):
        draft(document())  # who knew of no draft writes over none


def test_the_same_draft_twice_is_one() -> None:
    first = draft(document())
    assert first.changed
    assert not draft(document()).changed


def test_a_returned_draft_says_why_until_it_is_written_again() -> None:
    first = draft(document())
    with pytest.raises(RuleReasonMissing):
        return_rule(actor=SECOND, at=NOW, code=CODE, number=1, revision=1, reason=" ")
    return_rule(actor=SECOND, at=NOW, code=CODE, number=1, revision=1, reason="سن را مستند کنید")
    with acting(OPERATOR, NOW):
        assert rule_versions(TODAY)[0].returned_reason == "سن را مستند کنید"
    draft(document(OLDER), revision=first.revision)
    with acting(OPERATOR, NOW):
        assert rule_versions(TODAY)[0].returned_reason == ""


def test_a_dropped_draft_gives_way_to_the_next() -> None:
    drop_draft(actor=AUTHOR, at=NOW, code=CODE, number=1, revision=draft(document()).revision)
    with pytest.raises(RuleNotDraft):
        approve(1)
    with pytest.raises(RuleUnknown):
        drop_draft(actor=AUTHOR, at=NOW, code="no_rule", number=1, revision=1)
    assert draft(document()).number == 2


def test_who_read_an_older_version_approves_no_newer_draft() -> None:
    in_force(document())
    later = draft(document(OLDER, valid_from="2026-12-22"))
    seen(later.number)
    with pytest.raises(RuleNotDraft):  # both are of revision 1
        approve_rule(actor=SECOND, at=NOW, code=CODE, number=1, revision=later.revision)


def test_two_versions_do_not_begin_on_one_day() -> None:
    in_force(document())
    again = draft(document(OLDER))
    seen(again.number)
    with pytest.raises(RuleSameDay):
        approve(again.revision)


def test_a_rule_keeps_whom_it_is_about() -> None:
    draft(document())
    for other in (document(institution="relief"), document(service="card")):
        with pytest.raises(RuleOther):
            draft(other, revision=1)


def test_nobody_changes_an_approved_version_not_even_the_program() -> None:
    in_force(document())
    for change in ({"title": "دیگر"}, {"state": "draft", "approved_at": None, "approver": None}):
        with (
            pytest.raises(IntegrityError, match="never changes"),
            acting(OPERATOR, NOW),
            transaction.atomic(),
        ):
            RuleVersion.objects.update(**change)
    with (
        pytest.raises(IntegrityError, match="never changes"),
        acting(OPERATOR, NOW),
        transaction.atomic(),
    ):
        connection.cursor().execute("DELETE FROM eligibility_ruleversion")


@pytest.mark.parametrize(
    ("given", "place"),
    [
        ([], "سند"),
        (document(code="No Code"), "کد قاعده"),
        (document(title=" "), "عنوان"),
        (document(subject="tribe"), "قاعده دربارهٔ"),
        (document(applies_to="never"), "زمان سنجش"),
        (document(valid_from="1405/01/01"), "روز آغاز"),
        (document(valid_from=None), "روز آغاز"),
        (document(legal_basis=""), "مستند قانونی"),
        (document(institution=7), "نهاد"),
        (document(extra=1), "extra"),
    ],
)
def test_a_document_that_is_no_rule_is_refused_at_its_place(given: object, place: str) -> None:
    with pytest.raises(RuleInvalid) as told:
        draft(given)
    assert told.value.details["place"] == place


@pytest.mark.parametrize(
    "tree",
    [
        leaf("x", "no_such_fact", "=", value=1),
        leaf("x", "age", "<", param="no_such_parameter"),
        leaf("x", "age", "like", value=1),
        {**OLD, "ask": ""},
    ],
)
def test_a_rule_on_what_is_unknown_is_refused_in_words(tree: dict[str, object]) -> None:
    with pytest.raises(ConditionInvalid):
        draft(document(tree))


def test_a_rule_about_households_reads_no_single_person() -> None:
    with pytest.raises(ConditionInvalid):
        draft(document(subject="household"))


def test_a_rule_waits_for_the_value_of_its_parameter() -> None:
    poverty_line(5_000_000, "2027-03-21")
    first = draft(document(POOR))
    with pytest.raises(ParameterMissing):
        seen(first.number)
