"""Programs read problems where they send no JSON, or ask an address that is none."""

import pytest
from django.test import Client, RequestFactory

from sayeban.cases.refusals_case import CentresFrozen
from sayeban.interop.tests.social.makers import BASE, Program, ground, program
from sayeban.runtime.problems import PROBLEM_TYPE
from sayeban.runtime.refusals import AccessDenied
from sayeban.sites.pages import refused

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/social/v1/nothing", "/utility/v1/nothing", "/social/v1/a/b/c"])
def test_an_address_that_is_none_is_a_problem(path: str) -> None:
    answer = Client().get(path)
    assert (answer.status_code, answer["Content-Type"]) == (404, PROBLEM_TYPE)
    assert answer.json()["title"] == "address.unknown"
    # The control: people read a page.
    assert Client().get("/nothing/")["Content-Type"] != PROBLEM_TYPE


def test_what_is_no_json_is_a_problem() -> None:
    ground()
    asks = program()
    headers = {"Authorization": f"Bearer {asks.bearer}", "Idempotency-Key": "k" * 16}
    for path in ("/facts/lookup", "/cases", "/tracking"):
        answer = Program(asks.bearer).http.post(
            f"{BASE}{path}", b"{", content_type="application/json", headers=headers
        )
        assert (answer.status_code, answer["Content-Type"]) == (400, PROBLEM_TYPE), path
        assert answer.json()["title"] == "body.unreadable"


def test_the_page_of_a_refusal_names_laws_and_no_numbers_of_our_own() -> None:
    asked = RequestFactory().get("/x/")
    page = refused(asked, AccessDenied(), status=403).content.decode()
    assert AccessDenied.sentence[:20] in page
    assert "A-046" not in page
    # The control: what people can look up stands there.
    frozen = refused(asked, CentresFrozen(title="معافیت"), status=422).content.decode()
    assert "مستند: نکته ۳" in frozen
