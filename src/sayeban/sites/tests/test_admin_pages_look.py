"""Pages of administration in Chromium: axe, reflow, targets (ui.md 11)."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from sayeban.accounts.models import Appointment, User
from sayeban.accounts.public import Post
from sayeban.design import testing
from sayeban.design.drawn import faults_of_all
from sayeban.exemptions.models import Campaign
from sayeban.exemptions.public import seed_texts
from sayeban.exemptions.tests.makers import NOW, row
from sayeban.exemptions.tests.visiting import client_of, staff, visitor
from sayeban.kit.units import Unit
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting
from sayeban.sites.tests.audit_rows import looked_at
from sayeban.sites.tests.test_admin_pages import STAFF, browser_of, job, preview, token_of

pytestmark = [pytest.mark.django_db, pytest.mark.browser, pytest.mark.slow]
ABADEH, CENTRE, HQ = Unit.of_county("0701"), Unit.of_centre("0701", "7011"), Unit.hq()
DAYS = {
    f"{name}_{part}": value
    for name in ("first", "last")
    for part, value in (("day", "3"), ("month", "9"), ("year", "1405"))
}


@pytest.fixture
def pages(places: None, campaign: Campaign) -> dict[str, str]:
    """Every page by its name, written before Chromium starts: its loop shuts the database out."""
    return _of_a_head(campaign) | _of_headquarters()


def _of_a_head(campaign: Campaign) -> dict[str, str]:
    made = row(campaign, CENTRE, full_name="معصومهٔ نهفته", bills={"gas": "0000012330736"})
    expert = staff("expert", Post.COUNTY_EXPERT, ABADEH)
    head = staff("head", Post.COUNTY_HEAD, ABADEH)
    client = client_of(head)
    post = Appointment.objects.get(user=head.user_id).pk
    client.post(f"/deputies/{post}/", {"username": "expert", **DAYS})
    job(head.user_id or 0)
    client.get(f"/campaigns/c1405/rows/{made.key}/")
    looked_at(NOW)
    asked = {"reason": "audit.complaint", "case": "7/1405", "person": made.national_id}
    browser_of("head")
    found = {
        "deputies": client.get("/deputies/"),
        "deputy": client.get(f"/deputies/{post}/"),
        "deputy-wrong": client.post(f"/deputies/{post}/", {}),
        "user": client.get(f"/users/{expert.user_id}/"),
        "new-user": client.get("/users/new/"),
        "find": client.post("/find/", {"text": made.national_id, "reason": "visit"}),
        "find-unit": client.post("/find/", {"text": "7011"}),
        "find-wrong": client.post("/find/", {"text": ""}),
        "trail": client.post("/trail/", asked),
        "trail-wrong": client.post("/trail/", {}),
        "sessions": browser_of("head").get("/sessions/"),
        "jobs": client.get("/jobs/"),
        "help": client.get("/help/campaign_approval/"),
        "start": client.get("/help/"),
        "home": client_of(expert).get("/"),
    }
    return {name: answer.content.decode() for name, answer in found.items()}


def _of_headquarters() -> dict[str, str]:
    with acting(OPERATOR, NOW):
        seed_texts(NOW)
    client = visitor("deputy", Post.HQ_DEPUTY, HQ)
    client.post("/campaigns/c1405/settings/extend/", {"days": "12"})
    shown = preview(client)
    unread = {"workbook": SimpleUploadedFile("a.csv", b"a,b\n1,2\n")}
    found = {
        "slips": client.post("/users/import/write/", {"token": token_of(shown)}),
        "import-wrong": client.post("/users/import/", unread),
        "settings": client.get("/settings/"),
        "text": client.get("/texts/campaign.daily/"),
    }
    assert "mina.k" in STAFF
    new = User.objects.get(username="mina.k").pk
    found["sure"] = client.post(f"/users/{new}/disable/")
    assert 'name="sure"' in found["sure"].content.decode()
    return {"import": shown} | {name: answer.content.decode() for name, answer in found.items()}


@pytest.mark.parametrize("widths", testing.WIDTHS)
def test_every_page_is_accessible_and_flows_on_a_phone(
    pages: dict[str, str], widths: tuple[int, ...]
) -> None:
    assert faults_of_all(pages, widths) == []
