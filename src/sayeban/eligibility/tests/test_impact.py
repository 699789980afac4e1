"""Who enters, who leaves and who is in doubt, before a version is approved."""

from typing import Any

import pytest

from sayeban.eligibility.actions import preview_impact as previewing
from sayeban.eligibility.actions.keep_rules import draft_rule
from sayeban.eligibility.actions.preview_impact import Counted, preview_impact
from sayeban.eligibility.models import Override, Rule
from sayeban.eligibility.refusals import RuleUnknown
from sayeban.eligibility.tests.makers import (
    AUTHOR,
    NOW,
    document,
    facts_seeded,
    household,
    in_force,
    leaf,
    person,
)
from sayeban.kit.units import Unit
from sayeban.runtime.actor import OPERATOR, Actor, Appointment
from sayeban.runtime.context import acting
from sayeban.runtime.refusals import AccessDenied

pytestmark = pytest.mark.django_db
CODE = "aged_support"
AGES = (None, 50, 61, 62, 66, 70)


@pytest.fixture(autouse=True)
def _people() -> None:
    """Persons 1 to 6 of these ages in Fars, 11 to 16 of the same in Isfahan."""
    facts_seeded()
    for place, first in (("0701", 1), ("1001", 11)):
        for number, age in enumerate(AGES, first):
            household(number, place)
            person(number, number, place, age=age, is_head=age is not None)


def aged(value: int, **changed: Any) -> dict[str, Any]:
    return document(leaf("old", "age", ">=", value=value), **changed)


def impact(given: dict[str, Any]) -> Counted:
    drafted = draft_rule(actor=AUTHOR, at=NOW, document=given)
    return preview_impact(actor=AUTHOR, at=NOW, code=CODE, number=drafted.number)


def test_the_first_version_lets_in_all_whom_it_says_yes_of() -> None:
    found = impact(aged(60))
    assert found.against is None
    assert {key: found.counts[key] for key in ("enters", "leaves", "unknown", "yes")} == {
        "enters": 8,
        "leaves": 0,
        "unknown": 2,
        "yes": 8,
    }
    assert found.counts["provinces"]["07"]["enters"] == 4


def test_it_says_of_how_many_the_version_says_no_and_cannot_say() -> None:
    counts = impact(aged(60)).counts
    assert (counts["yes"], counts["no"], counts["unknown"]) == (8, 2, 2)
    assert counts["provinces"]["10"]["no"] == 1


def test_where_nothing_is_known_all_are_unknown_and_some_of_them_are_shown() -> None:
    found = impact(document(leaf("poor", "income_pc", "<", value=1)))
    assert (found.counts["unknown"], found.counts["enters"]) == (12, 0)
    assert {province: of["unknown"] for province, of in found.counts["provinces"].items()} == {
        "07": 6,
        "10": 6,
    }
    assert {each["kind"] for each in found.sample} == {"unknown"}
    assert len(found.sample) == 12


def test_where_all_are_no_some_of_them_are_shown() -> None:
    both = [leaf(f"head{value}".lower(), "is_head", "=", value=value) for value in (True, False)]
    found = impact(document({"all": both}))
    assert (found.counts["no"], found.counts["unknown"]) == (12, 0)
    assert {each["kind"] for each in found.sample} == {"no"}
    assert len(found.sample) == 12


def test_a_stricter_version_says_who_leaves_and_who_stays() -> None:
    in_force(aged(60))
    found = impact(aged(65, valid_from="2026-12-22"))
    assert found.against == 1
    assert {key: found.counts[key] for key in ("enters", "leaves", "stays")} == {
        "enters": 0,
        "leaves": 4,
        "stays": 4,
    }
    kinds = {each["subject"]: each["kind"] for each in found.sample}
    assert {subject for subject, kind in kinds.items() if kind == "leaves"} == {3, 4, 13, 14}
    assert set(kinds.values()) == {"leaves", "stays", "unknown"}


def test_who_becomes_unknown_is_in_doubt_and_does_not_leave() -> None:
    in_force(document(leaf("other", "is_head", "=", value=False)))
    found = impact(aged(60, valid_from="2026-12-22"))
    assert (found.counts["unsure"], found.counts["leaves"]) == (2, 0)
    assert {each["subject"] for each in found.sample if each["kind"] == "unsure"} == {1, 11}


def test_who_is_decided_by_hand_is_not_moved() -> None:
    in_force(aged(60))
    with acting(OPERATOR, NOW):
        Override.objects.create(
            rule=Rule.objects.get(),
            **{"subject_id": 3, "outcome": True, "reason": "بازدید", "document_id": 1},
            **{"decided_at": NOW, "province": "07", "county": "0701"},
        )
    assert impact(aged(65, valid_from="2026-12-22")).counts["leaves"] == 3


def test_a_sample_is_of_twenty_and_of_each_kind() -> None:
    for number in range(100, 140):
        household(number, "0701")
        person(number, number, age=20 if number % 2 else 70, is_head=bool(number % 2))
    in_force(document(leaf("other", "is_head", "=", value=True)))
    found = impact(aged(60, valid_from="2026-12-22"))
    kinds = [each["kind"] for each in found.sample]
    assert (kinds.count("enters"), kinds.count("leaves")) == (10, 10)
    assert found.sample == impact(aged(60, valid_from="2026-12-22")).sample


def test_headquarters_alone_counts_over_the_country() -> None:
    draft_rule(actor=AUTHOR, at=NOW, document=aged(60))
    county = Actor("user", "c", 9, (Appointment("county_head", Unit.of_county("0701")),))
    with pytest.raises(AccessDenied):
        preview_impact(actor=county, at=NOW, code=CODE, number=1)
    with pytest.raises(RuleUnknown):
        preview_impact(actor=AUTHOR, at=NOW, code=CODE, number=9)


def test_unknown_taken_for_no_would_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: a comparison that takes what is unknown for a no counts it as leaving."""
    blind = previewing._PAIRS.replace("before, after", "before, after IS TRUE AS after")
    monkeypatch.setattr(previewing, "_PAIRS", blind)
    in_force(document(leaf("other", "is_head", "=", value=False)))
    assert impact(aged(60, valid_from="2026-12-22")).counts["leaves"] == 2
