"""A page says what is missing, what stands in the way, and why nobody is refused yet."""

from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client

from sayeban.cases.actions.mark_document import mark_document
from sayeban.cases.models import Case, Step
from sayeban.cases.tests.makers import CLERK, NOW, card, open_step, opened, published
from sayeban.cases.tests.test_refusing import SEVERE, known
from sayeban.cases.tests.visiting import text_of
from sayeban.eligibility.tests.makers import document as rule
from sayeban.eligibility.tests.makers import in_force
from sayeban.facts.tests.makers import seeded
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("places")]
TICK = 'name="without_documents"'


@pytest.fixture(autouse=True)
def _now(places: None) -> Iterator[None]:
    seeded()
    in_force(rule(SEVERE, code="card_rule", title="شرایط کارت"))
    document = {**card(), "rule": "card_rule"}
    document["transitions"][0] |= {"documents": None, "guard": SEVERE}
    document["transitions"].append(
        {
            "step": "intake",
            "outcome": "no",
            "label": "شرایط را ندارد",
            "to": "close:refused",
            "reason_required": True,
        }
    )
    published(document)
    with time_machine.travel(NOW, tick=False):
        yield


def sends(clerk: Client, case_id: int, **sent: str) -> tuple[int, str]:
    step = open_step(case_id).pk
    answer = clerk.post(f"/cases/{case_id}/steps/{step}/", sent)
    return answer.status_code, answer.content.decode()


def results() -> list[str]:
    with acting(OPERATOR, NOW):
        return list(Case.objects.order_by("id").values_list("result", flat=True))


def test_a_refusal_out_of_an_unknown_says_what_would_settle_it(clerk: Client) -> None:
    case_id = opened().case_id
    status, page = sends(clerk, case_id, outcome="no", reason="به نظرم ندارد")
    assert status == 422
    assert "استعلام از کمیسیون پزشکی" in page
    assert results() == [""]
    known(1, "mild")
    assert sends(clerk, case_id, outcome="no", reason="شدید نیست")[0] == 303
    assert results() == ["refused"]


def test_a_missing_document_is_named_and_passed_on_purpose_alone(clerk: Client) -> None:
    case_id = opened().case_id
    known(1, "severe")
    page = text_of(clerk, f"/cases/{case_id}/")
    assert TICK in page
    assert "نرسیده: عکس" in page
    assert sends(clerk, case_id, outcome="complete")[0] == 422
    assert sends(clerk, case_id, outcome="complete", without_documents="on")[0] == 422
    sent = {"outcome": "complete", "without_documents": "on", "reason": "فردا می‌آورد"}
    assert sends(clerk, case_id, **sent)[0] == 303


def test_of_a_set_too(clerk: Client) -> None:
    cases = [opened(serial).case_id for serial in (1, 2)]
    for serial in (1, 2):
        known(serial, "severe")
    steps = [open_step(case).pk for case in cases]
    assert TICK in clerk.post("/worklist/set/", {"step": steps}).content.decode()
    sent = {"step": steps, "outcome": "complete", "reason": "فردا"}
    assert clerk.post("/worklist/set/advance/", sent).status_code == 422
    ticked = {**sent, "without_documents": "on"}
    assert clerk.post("/worklist/set/advance/", ticked).status_code == 303
    with acting(OPERATOR, NOW):
        assert Step.objects.filter(key="visit", closed_at=None).count() == 2


def test_nothing_is_ticked_where_nothing_is_missing(clerk: Client) -> None:
    case_id = opened().case_id
    mark_document(actor=CLERK, at=NOW, case_id=case_id, code="photo", state="received")
    assert TICK not in text_of(clerk, f"/cases/{case_id}/")


def test_the_reasons_of_a_condition_stand_on_the_page_and_not_in_the_refusal(
    clerk: Client,
) -> None:
    case_id = opened().case_id
    known(1, "mild")
    assert "شرط نتیجه‌ها" in text_of(clerk, f"/cases/{case_id}/")
    _, page = sends(clerk, case_id, outcome="complete")
    assert "با آنچه از متقاضی می‌دانیم (شدت معلولیت)" in page
