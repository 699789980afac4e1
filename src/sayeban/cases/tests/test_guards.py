"""Guards of transitions: yes, no, and what is not known."""

from typing import Any

import pytest

from sayeban.cases.tests.makers import NOW, card, published
from sayeban.facts.public import seed_facts
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("places")]

DISABLED: dict[str, Any] = {
    "id": "disabled",
    "fact": "disability_type",
    "op": "known",
    "yes": "نوع معلولیت ثبت شده است.",
    "no": "نوع معلولیت ثبت نشده است.",
    "ask": "نوع معلولیت معلوم نیست.",
}
SEVERE = {**DISABLED, "id": "severe", "fact": "disability_severity", "op": "=", "value": "severe"}


@pytest.fixture(autouse=True)
def _facts(places: None) -> None:
    with acting(OPERATOR, NOW):
        seed_facts()


def guarded(tree: dict[str, Any]) -> None:
    """The service of which the first step goes on for some alone."""
    document = card()
    document["transitions"][0]["guard"] = tree
    document["documents"].append({"code": "verdict", "title": "رأی", "when": tree})
    published(document)
