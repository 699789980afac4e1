"""A message is pasted, a bill is photographed: boxes are filled, and nothing is saved by that."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from sayeban.country.formats import barcode26
from sayeban.exemptions.actions.text_patterns import seed_patterns
from sayeban.exemptions.models import Campaign, Connection, Evidence, Row, UnknownText
from sayeban.exemptions.tests import makers
from sayeban.exemptions.tests.bills_sent import GAS, MESSAGE, PAID, no_bill, path_of, photo
from sayeban.exemptions.tests.ladder import CENTRE
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]
WATER = makers.bill_id(42, "water")
UNKNOWN = f"مشترک گرامی علی رضایی، رمز کنتور {GAS}"


@pytest.fixture
def campaign(db: None) -> Campaign:
    makers.places()
    makers.company("307", "gas", "07")
    with acting(OPERATOR, makers.NOW):
        seed_patterns(makers.NOW)
    return makers.campaign()


def pasted(client: Client, row: Row, text: str, **typed: str) -> tuple[int, str]:
    """The status and the page that comes back."""
    sent = {"version": str(row.version), "fill-message": text, "fill": "message", **typed}
    answer = client.post(path_of(row, "fill"), sent)
    return answer.status_code, answer.content.decode()


def photographed(client: Client, row: Row, picture: SimpleUploadedFile, **typed: str) -> str:
    sent = {"version": str(row.version), "fill": "picture", "fill-picture": picture, **typed}
    answer = client.post(path_of(row, "fill"), {"fill-utility": "water", **sent})
    assert answer.status_code == 200
    return answer.content.decode()


def is_untouched(row: Row) -> bool:
    with acting(OPERATOR, makers.NOW):
        now = Row.objects.get(pk=row.pk)
        bills = Connection.objects.exclude(bill_id="")
        return (now.version, now.state) == (row.version, "pending") and not bills.exists()


def box(html: str, name: str) -> str:
    """What stands in a box or is chosen in a list."""
    if found := re.search(rf'<input[^>]*name="{name}"[^>]*>', html):
        value = re.search(r'value="([^"]*)"', found[0])
        return value[1] if value else ""
    listed = re.search(rf'<select[^>]*name="{name}".*?</select>', html, re.S)
    assert listed, name
    chosen = re.search(r'<option value="([^"]*)" selected', listed[0])
    return chosen[1] if chosen else ""


def boxes(html: str, utility: str) -> tuple[str, ...]:
    facts = ("type", "bill", "source", "method")
    return tuple(box(html, f"{utility}_{fact}") for fact in facts)


def test_a_pasted_message_fills_the_boxes_of_its_utility_and_saves_nothing(
    campaign: Campaign, worker: Client
) -> None:
    row = makers.row(campaign, CENTRE)
    status, html = pasted(worker, row, MESSAGE, water_bill="123", remarks="دو خانوار")
    assert status == 200
    assert boxes(html, "gas") == ("private", GAS, "sms", "paste")
    assert "یافته: گاز" in html
    assert PAID in html
    # What was typed before stays, unjudged.
    assert box(html, "water_bill") == "123"
    assert "دو خانوار" in html
    assert "error-message" not in html
    assert is_untouched(row)


def test_what_came_back_filled_is_saved_by_the_user(campaign: Campaign, worker: Client) -> None:
    row = makers.row(campaign, CENTRE)
    _, html = pasted(worker, row, MESSAGE)
    names = ("version", *(f"gas_{fact}" for fact in ("type", "bill", "source", "method")))
    typed = {name: box(html, name) for name in names} | {
        "location": "urban",
        "gas_channel": "phone",
    }
    assert worker.post(f"/campaigns/c1405/rows/{row.key}/", typed).status_code == 303
    with acting(OPERATOR, makers.NOW):
        kept = Connection.objects.get(row=row, utility="gas")
    assert (kept.bill_id, kept.source, kept.entry_method) == (GAS, "sms", "paste")


def test_of_two_bills_of_one_utility_none_is_chosen(campaign: Campaign, worker: Client) -> None:
    row = makers.row(campaign, CENTRE)
    other = makers.bill_id(43, "gas")
    text = f"شناسه قبض {GAS} و شناسه قبض {other} و شناسه قبض {WATER}"
    _, html = pasted(worker, row, text)
    assert boxes(html, "gas")[1] == ""
    assert boxes(html, "water")[1] == WATER
    assert other in html


@pytest.mark.parametrize(
    ("text", "status"), [("", 422), ("سلام" * 600, 422), ("   ", 200), ("سلام", 200)]
)
def test_what_is_no_message_is_said_and_what_was_typed_stays(
    campaign: Campaign, worker: Client, text: str, status: int
) -> None:
    row = makers.row(campaign, CENTRE)
    answered, html = pasted(worker, row, text, remarks="می‌ماند")
    assert answered == status
    assert "می‌ماند" in html
    assert ("در این متن پیدا نشد" in html) == (status == 200)
    assert ("fill-message_error" in html) == (status == 422)


def test_an_unknown_message_is_kept_once_without_its_persons(
    campaign: Campaign, worker: Client
) -> None:
    row = makers.row(campaign, CENTRE)
    for _ in range(2):
        _, html = pasted(worker, row, UNKNOWN)
    assert "در این متن پیدا نشد" in html
    pasted(worker, row, "سلام")
    pasted(worker, row, MESSAGE)
    with acting(OPERATOR, makers.NOW):
        kept = UnknownText.objects.get()
    assert kept.seen == 2
    assert GAS not in kept.text
    assert "علی" not in kept.text
    assert "رمز کنتور" in kept.text


def test_a_photographed_bill_fills_the_boxes_beside_its_picture(
    campaign: Campaign, worker: Client
) -> None:
    """Its barcode says gas, whatever was chosen."""
    row = makers.row(campaign, CENTRE)
    html = photographed(worker, row, photo(barcode26.join(GAS, PAID)), remarks="می‌ماند")
    assert boxes(html, "gas") == ("private", GAS, "bill_picture", "scan")
    assert boxes(html, "water")[1] == ""
    assert "می‌ماند" in html
    with acting(OPERATOR, makers.NOW):
        evidence = Evidence.objects.get(row=row)
    assert evidence.utility == "gas"
    picture = path_of(row, f"documents/{evidence.pk}")
    assert f'<img src="{picture}"' in html
    assert worker.get(picture)["Content-Type"] == "image/jpeg"
    assert is_untouched(row)


def test_which_connection_is_asked_only_where_the_barcode_does_not_say(
    campaign: Campaign, worker: Client
) -> None:
    row = makers.row(campaign, CENTRE)
    sent = {"version": str(row.version), "fill": "picture"}
    read = {"fill-picture": photo(barcode26.join(GAS, PAID))}
    answer = worker.post(path_of(row, "fill"), sent | read)
    assert answer.status_code == 200
    assert boxes(answer.content.decode(), "gas") == ("private", GAS, "bill_picture", "scan")
    unread = worker.post(path_of(row, "fill"), sent | {"fill-picture": no_bill()})
    assert unread.status_code == 422
    assert "بگویید قبض کدام انشعاب است" in unread.content.decode()
    with acting(OPERATOR, makers.NOW):
        assert [each.utility for each in Evidence.objects.filter(row=row)] == ["gas"]


def test_an_unreadable_picture_is_attached_and_said(campaign: Campaign, worker: Client) -> None:
    row = makers.row(campaign, CENTRE)
    html = photographed(worker, row, no_bill())
    assert "در آن خوانده نشد" in html
    assert boxes(html, "water")[1] == ""
    with acting(OPERATOR, makers.NOW):
        assert Evidence.objects.get(row=row).utility == "water"


def test_a_bill_of_another_service_is_attached_and_fills_nothing(
    campaign: Campaign, worker: Client
) -> None:
    row = makers.row(campaign, CENTRE)
    html = photographed(worker, row, photo("77483178001420000001770160"))
    assert box(html, "water_bill") == box(html, "gas_bill") == ""


def test_what_is_no_picture_and_no_choice_is_said_at_the_boxes(
    campaign: Campaign, worker: Client
) -> None:
    row = makers.row(campaign, CENTRE)
    broken = SimpleUploadedFile("x.jpg", b"no picture", "image/jpeg")
    sent = {"version": "0", "fill": "picture", "fill-picture": broken, "fill-utility": "gas"}
    answer = worker.post(path_of(row, "fill"), sent)
    assert answer.status_code == 422
    assert "عکس یا PDF سالم نیست" in answer.content.decode()
    answer = worker.post(path_of(row, "fill"), {"version": "0", "fill": "picture"})
    assert answer.status_code == 422
    assert "عکس قبض را برگزینید" in answer.content.decode()
    with acting(OPERATOR, makers.NOW):
        assert not Evidence.objects.exists()


def test_a_locked_row_takes_no_picture(campaign: Campaign, worker: Client) -> None:
    row = makers.row(
        campaign, CENTRE, state="centre_approved", collected_by=1, collected_at=makers.NOW
    )
    sent = {"version": "0", "fill": "picture", "fill-picture": no_bill(), "fill-utility": "gas"}
    assert worker.post(path_of(row, "fill"), sent).status_code == 422
    with acting(OPERATOR, makers.NOW):
        assert not Evidence.objects.exists()


def test_a_barcode_number_fills_the_boxes_when_its_check_digits_are_right(
    campaign: Campaign, worker: Client
) -> None:
    row = makers.row(campaign, CENTRE)
    code = barcode26.join(GAS, PAID.zfill(13))

    def read(typed: str) -> tuple[int, str]:
        sent = {"version": str(row.version), "fill-barcode": typed, "fill": "barcode"}
        answer = worker.post(path_of(row, "fill"), sent)
        return answer.status_code, answer.content.decode()

    status, html = read(code)
    assert status == 200
    assert boxes(html, "gas") == ("private", GAS, "paper_slip", "scan")
    status, html = read(code[:-1] + str((int(code[-1]) + 1) % 10))
    assert "درست خوانده نشد" in html
    assert boxes(html, "gas") == ("", "", "", "")
    status, html = read("")
    assert status == 422
    assert "شمارهٔ بارکد را بنویسید" in html
    assert is_untouched(row)
