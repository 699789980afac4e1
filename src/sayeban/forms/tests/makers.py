"""Documents of forms for tests."""

from typing import Any
from uuid import UUID

from sayeban.facts.public import FactType
from sayeban.forms.actions import drafting, filling, publish_form
from sayeban.forms.document import Answer
from sayeban.forms.reads.submissions import SubmissionFile, submission
from sayeban.forms.reads.versions import FormVersion
from sayeban.kit.units import Unit
from sayeban.people.tests.makers import NOW
from sayeban.runtime.actor import OPERATOR, Actor, Appointment
from sayeban.runtime.context import looking

CENTRE, COUNTY = Unit.of_centre("0701", "7011"), Unit.of_county("0701")
WORKER = Actor("user", "worker", 7, (Appointment("social_worker", CENTRE),))
EXPERT = Actor("user", "expert", 1, (Appointment("hq_expert", Unit.hq()),))
DEPUTY = Actor("user", "deputy", 2, (Appointment("hq_deputy", Unit.hq()),))

CATALOGUE = {
    "tenure": FactType(
        "tenure",
        "code",
        "مالکیت",
        "household",
        choices=(("owner", "مالک"), ("tenant", "استیجاری"), ("other", "غیره")),
    ),
    "rent_monthly": FactType("rent_monthly", "money", "اجارهٔ ماهانه", "household", "ریال"),
    "job": FactType("job", "text", "شغل"),
}
TENURE: dict[str, Any] = {
    "key": "tenure",
    "fact": "tenure",
    "type": "code",
    "label": "خانه‌ای که در آن زندگی می‌کنید از کیست؟",
    "pictogram": "house",
}
RENT: dict[str, Any] = {
    "key": "rent_monthly",
    "fact": "rent_monthly",
    "type": "money",
    "label": "اجارهٔ ماهانهٔ شما چقدر است؟",
    "visible_if": {"id": "rents", "fact": "tenure", "op": "=", "value": "tenant"},
}
WISH: dict[str, Any] = {"key": "wish", "type": "text", "label": "چه می‌خواهید؟", "required": False}


def document(*questions: dict[str, Any], code: str = "rent_help") -> dict[str, Any]:
    """A form of one section, of the three questions above where none is given."""
    asked = list(questions or (TENURE, RENT, WISH))
    section = {"key": "home", "title": "خانه", "questions": asked}
    return {"code": code, "title": "کمک‌هزینهٔ اجاره", "sections": [section]}


def put_in_force(*questions: dict[str, Any], code: str = "rent_help") -> FormVersion:
    """Written by one person of headquarters and published by another."""
    made = drafting.import_form(actor=EXPERT, at=NOW, document=document(*questions, code=code))
    return publish_form.publish_form(actor=DEPUTY, at=NOW, code=code, edition=made.edition)


def begin(person_id: int, actor: Actor = WORKER, **given: Any) -> UUID:
    asked: dict[str, Any] = {"unit": CENTRE, "code": "rent_help", "channel": "desk"} | given
    return filling.start(actor=actor, at=NOW, person_id=person_id, **asked)


def say(key: UUID, **answers: Answer) -> None:
    filling.answer(actor=WORKER, at=NOW, unit=CENTRE, key=key, answers=answers)


def send(key: UUID, actor: Actor = WORKER) -> SubmissionFile:
    return filling.submit(actor=actor, at=NOW, unit=CENTRE, key=key)


def seen(key: UUID, actor: Actor = OPERATOR) -> SubmissionFile:
    with looking(actor):
        found = submission(key)
    assert found is not None
    return found
