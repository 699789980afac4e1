"""What is kept as a document is told in words, old and new."""

import pytest
from django.utils import timezone

from sayeban.accounts.public import Post
from sayeban.exemptions.tests.visiting import visitor
from sayeban.facts.models import Fact
from sayeban.facts.public import FactType
from sayeban.facts.tests import makers as facts
from sayeban.kit.units import Unit
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting
from sayeban.sites.definition_words import told_definition

FACTS = {
    "age": FactType("age", "int", "سن", unit="سال"),
    "home_area": FactType("home_area", "number", "مساحت خانه", "household"),
}
OLD = {"id": "a", "fact": "age", "op": ">=", "value": 60}


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("choices", [["owner", "مالک"], ["tenant", "استیجاری"]], "مالک، استیجاری"),
        ("choices", [], "—"),
        ("template", None, "—"),
        ("template", {"count_members": OLD}, "شمار اعضا با این شرط: سن ۶۰ سال یا بیشتر باشد"),
        (
            "template",
            {"sum_members": "age", "per_member": True},
            "جمع «سن» اعضا، تقسیم بر شمار اعضا",
        ),
        ("template", {"of_head": "age"}, "«سن» سرپرست"),
        (
            "terms",
            [{"points": 10, "label": "سالمند", "tree": OLD}],
            "سالمند، ۱۰ امتیاز، اگر سن ۶۰ سال یا بیشتر باشد",
        ),
        (
            "indicators",
            [{"fact": "home_area", "weight": 3, "richer": "more"}],
            "«مساحت خانه» با وزن ۳، بیشترش توانگرتر",
        ),
        ("public_key", "", "—"),
        # What an older program kept is shown as it is.
        ("terms", [{"other": 1}], '[{"other": 1}]'),
        ("template", {"other": 1}, '{"other": 1}'),
    ],
)
def test_each_is_told_without_its_codes(name: str, value: object, said: str) -> None:
    assert told_definition(name, value, FACTS) == said


def test_of_a_key_a_fingerprint_is_told_that_another_key_has_not() -> None:
    one, other = (told_definition("public_key", key, {}) for key in ("first", "second"))
    assert one.startswith("اثر انگشت ")
    assert one != other
    assert "first" not in one


@pytest.mark.django_db
def test_the_history_tells_the_choices_of_before_and_of_now() -> None:
    facts.seeded()
    with acting(OPERATOR, timezone.now()):
        Fact.objects.filter(key="tenure").update(choices=[["owner", "مالک"], ["other", "جز آن"]])
    page = visitor("deputy", Post.HQ_DEPUTY, Unit.hq()).get("/settings/?table=facts_fact")
    assert (
        "گزینه‌ها: <bdi>مالک، استیجاری، نه مالک و نه مستأجر</bdi> ← <bdi>مالک، جز آن</bdi>"
        in page.content.decode()
    )
