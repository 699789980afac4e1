"""What a case says of the rule hides sensitive data from who does not keep the person's file."""

from types import SimpleNamespace
from typing import Any, cast

import pytest

from sayeban.cases.pages.case import ruled as module
from sayeban.facts.public import Reason
from sayeban.facts.tests.makers import TODAY, seeded
from sayeban.kit.units import Unit
from sayeban.people.tests.makers import clerk, person, register, source_row
from sayeban.runtime.context import looking

pytestmark = pytest.mark.django_db
COUNTY = Unit.of_county("0701")
SAID = (
    Reason("a", "no", "او معلولیت ندارد.", "ماده ۱", ("has_disability",)),
    Reason("b", "yes", "سن او ۷۰ سال است.", "", ("age",)),
)


@pytest.mark.parametrize(
    ("post", "unit", "sees"),
    [
        ("county_expert", COUNTY, True),
        ("desk_clerk", COUNTY, False),
        ("liaison_expert", COUNTY, False),
    ],
)
def test_a_reason_on_a_sensitive_datum_is_for_who_keeps_the_file(
    monkeypatch: pytest.MonkeyPatch, post: str, unit: Unit, sees: bool
) -> None:
    seeded()
    register(source_row(1))
    decided = SimpleNamespace(
        title="", outcome=False, reasons=SAID, by_hand=False, hand_reason="", missing=()
    )
    monkeypatch.setattr(module, "decide", lambda *_: decided)
    file = cast("Any", SimpleNamespace(rule_code="r", result="", person_id=person(1).pk))
    actor = clerk(post, unit)
    with looking(actor):
        told = module.ruled(file, TODAY, actor)
    assert told is not None
    first, second = (text for text, _ in told.reasons)
    assert (first == "او معلولیت ندارد.") is sees
    assert second == "سن او ۷۰ سال است."
    assert sees or first == "این شرط بر دادهٔ محرمانه تکیه دارد: دارای معلولیت است."
