"""A client whose request waits for him: a service with a form, a case at his turn."""

from typing import Any

from sayeban.cases.public import Opened, advance, mark_document, open_case
from sayeban.cases.tests.makers import CLERK, COUNTY, NOW, card, open_step, published
from sayeban.exemptions.models import Row
from sayeban.facts.models import Value
from sayeban.facts.public import FactValue, put_values
from sayeban.facts.tests.makers import seeded, value
from sayeban.forms.tests.makers import RENT, TENURE, WISH, put_in_force
from sayeban.runtime.actor import OPERATOR, Actor
from sayeban.runtime.context import acting

PAPER: dict[str, Any] = {
    "key": "paper",
    "type": "document",
    "label": "از اجاره‌نامه عکس بگیرید",
    "required": False,
}


def service() -> None:
    """The service in force, with a form of three questions."""
    seeded()
    put_in_force(TENURE, RENT, WISH)
    published({**card(), "form": "rent_help"})


def himself(row: Row) -> Actor:
    return Actor("citizen", "citizen", person_id=row.person_id, household_id=row.household_id)


def request_of(row: Row, *, service: str = "disability_card") -> Opened:
    return open_case(actor=CLERK, at=NOW, unit=COUNTY, service=service, person_id=row.person_id)


def at_his_turn(row: Row, *, documents: bool = True) -> Opened:
    """A case that waits for him; `documents`: all of them came."""
    case = request_of(row)
    if documents:
        mark_document(actor=CLERK, at=NOW, case_id=case.case_id, code="photo", state="received")
    step = open_step(case.case_id).pk
    advance(actor=CLERK, at=NOW, steps=[step], outcome="incomplete", reason="فرم نیست")
    return case


def known(row: Row, fact: str, told: FactValue, *, of: str = "person", **more: Any) -> int:
    """What a source said of him or of his household; the number of the value."""
    subject = row.person_id if of == "person" else row.household_id
    with acting(OPERATOR, NOW):
        said = value((of, subject), fact, told, **more)  # type: ignore[arg-type]
        put_values(actor=OPERATOR, at=NOW, values=[said])
        return int(Value.objects.filter(fact=fact, superseded_at=None).latest("pk").pk)
