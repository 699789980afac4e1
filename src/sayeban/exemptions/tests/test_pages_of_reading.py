"""What scripts ask of a message or a picture: the doors, their answers, and who may."""

import pytest
from django.test import Client

from sayeban.accounts.public import Post
from sayeban.country.formats import barcode26
from sayeban.exemptions.actions.text_patterns import seed_patterns
from sayeban.exemptions.models import Campaign, Evidence
from sayeban.exemptions.tests import makers
from sayeban.exemptions.tests.bills_sent import GAS, MESSAGE, PAID, no_bill, path_of, photo
from sayeban.exemptions.tests.ladder import CENTRE, COUNTY, FAR, PROVINCE
from sayeban.exemptions.tests.visiting import visitor
from sayeban.kit.units import Unit
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]


@pytest.fixture
def campaign(db: None) -> Campaign:
    makers.places()
    makers.company("307", "gas", "07")
    with acting(OPERATOR, makers.NOW):
        seed_patterns(makers.NOW)
    return makers.campaign()


def test_scripts_get_what_was_found_and_nothing_is_kept_of_a_picture(
    campaign: Campaign, worker: Client
) -> None:
    row = makers.row(campaign, CENTRE)
    found = {
        "utility": "gas",
        "bill_id": GAS,
        "payment_id": PAID.zfill(13),
        "rial": 120_000,
        "number": "",
    }
    answer = worker.post(path_of(row, "read-text"), {"text": MESSAGE})
    assert (answer.status_code, answer.json()) == (200, {"found": [found]})
    sent = {"picture": photo(barcode26.join(GAS, PAID))}
    answer = worker.post(path_of(row, "read-bill"), sent)
    assert (answer.status_code, answer.json()) == (200, {"found": [found]})
    assert worker.post(path_of(row, "read-bill"), {"picture": no_bill()}).json() == {"found": []}
    answer = worker.post(path_of(row, "read-bill"))
    assert (answer.status_code, answer.json()["refused"]) == (422, "document.unreadable")
    with acting(OPERATOR, makers.NOW):
        assert not Evidence.objects.exists()


@pytest.mark.parametrize("door", ["fill", "read-text", "read-bill"])
@pytest.mark.parametrize(
    ("post", "unit", "status"),
    [
        (Post.CENTRE_HEAD, CENTRE, 200),
        (Post.COUNTY_EXPERT, COUNTY, 403),  # the worklist is the centre's
        (Post.COUNTY_HEAD, COUNTY, 403),
        (Post.DIRECTOR_GENERAL, PROVINCE, 403),
        (Post.HQ_EXPERT, Unit.hq(), 403),
        (Post.SOCIAL_WORKER, FAR, 404),
    ],
)
def test_the_doors_open_to_whoever_collects_in_the_worklist(
    campaign: Campaign, door: str, post: Post, unit: Unit, status: int
) -> None:
    row = makers.row(campaign, CENTRE)
    sent = {"text": MESSAGE, "fill-message": MESSAGE, "version": "0"}
    if door == "read-bill":
        sent["picture"] = no_bill()  # type: ignore[assignment]  # a file among the fields
    answer = visitor("somebody", post, unit).post(path_of(row, door), sent)
    assert answer.status_code == status


def test_without_the_token_of_the_page_nothing_is_read(campaign: Campaign, worker: Client) -> None:
    row = makers.row(campaign, CENTRE)
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = worker.cookies
    for door in ("fill", "read-text", "read-bill"):
        assert strict.post(path_of(row, door), {"text": MESSAGE}).status_code == 403
