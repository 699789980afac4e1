"""A campaign that goes on from an earlier one says so: before it is opened and on its pages."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from sayeban.accounts.public import Post
from sayeban.exemptions.models import Campaign
from sayeban.exemptions.tests import makers
from sayeban.exemptions.tests.visiting import visitor
from sayeban.kit.units import Unit
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]
NEW = "/campaigns/new/"
TERMS: dict[str, Any] = {
    "title": "مرحلهٔ دوم",
    "code": "c2",
    "legal_basis": "قانون بودجه",
    "publisher": "behzisti",
    "benefit": "exemption",
    "utilities": ["gas"],
    "starts_day": "۲",
    "starts_month": "9",
    "starts_year": "۱۴۰۵",
    "days": "۱۰",
    "documents": "recommended",
    "sample_percent": "۵",
    "sample_least": "۵",
    "error_limit": "۵",
}
SAID = "این کارزار مرحلهٔ بعدی «معافیت قبوض» است"


@pytest.fixture
def first(db: None) -> Campaign:
    makers.places()
    return makers.campaign(title="معافیت قبوض")


@pytest.fixture
def headquarters(first: Campaign) -> Client:
    return visitor("hq", Post.HQ_EXPERT, Unit.hq())


def continues(code: str) -> str:
    with acting(OPERATOR, makers.NOW):
        earlier = Campaign.objects.get(code=code).continues
        return earlier.code if earlier else ""


def test_a_later_phase_is_opened_by_who_saw_what_it_goes_on_from(headquarters: Client) -> None:
    sent = TERMS | {"target": "non_recipients"}
    asked = headquarters.post(NEW, sent)
    assert asked.status_code == 422
    assert SAID in asked.content.decode()
    with acting(OPERATOR, makers.NOW):
        assert not Campaign.objects.filter(code="c2").exists()
    assert headquarters.post(NEW, sent | {"continues": "c1405"}).status_code == 303
    assert continues("c2") == "c1405"
    assert SAID in headquarters.get("/campaigns/c2/settings/").content.decode()
    assert SAID in headquarters.get("/campaigns/c2/units/hq/").content.decode()


def test_a_tick_beside_one_campaign_is_none_for_another(headquarters: Client) -> None:
    sent = TERMS | {"target": "non_recipients"}
    shown = headquarters.post(NEW, sent).content.decode()
    (box,) = re.findall('<input type="checkbox" name="continues"[^>]*>', shown)
    assert 'value="c1405"' in box
    makers.campaign("c1406", title="معافیت تازه", starts=makers.NOW.date() + timedelta(days=1))
    for ticked in ("c1405", "on"):
        asked = headquarters.post(NEW, sent | {"continues": ticked})
        assert asked.status_code == 422
        page = asked.content.decode()
        assert "«معافیت تازه»" in page
        (box,) = re.findall('<input type="checkbox" name="continues"[^>]*>', page)
        assert 'value="c1406"' in box
        assert "checked" not in box
    untitled = headquarters.post(NEW, sent | {"continues": "c1406", "title": ""})
    (box,) = re.findall('<input type="checkbox" name="continues"[^>]*>', untitled.content.decode())
    assert "checked" in box
    assert headquarters.post(NEW, sent | {"continues": "c1406"}).status_code == 303
    assert continues("c2") == "c1406"


def test_one_that_goes_on_from_nothing_asks_and_says_nothing(headquarters: Client) -> None:
    assert SAID not in headquarters.get(NEW).content.decode()
    opened = headquarters.post(NEW, TERMS | {"target": "recipients"})
    assert opened.status_code == 303
    assert continues("c2") == ""
    for page in ("settings/", "units/hq/"):
        assert "مرحلهٔ بعدی" not in headquarters.get(f"/campaigns/c2/{page}").content.decode()
