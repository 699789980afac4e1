"""Documents of a case: uploaded, seen, replaced with a reason; and the answers of its form."""

from io import BytesIO
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from sayeban.accounts.public import Post
from sayeban.cases.actions.attach_document import attach_document
from sayeban.cases.actions.end_case import withdraw
from sayeban.cases.actions.mark_document import mark_document
from sayeban.cases.actions.open_case import Along, open_case
from sayeban.cases.reads.case_file import DocumentRow, EventRow, case_file
from sayeban.cases.refusals_case import CaseClosed, DocumentNotAsked, ReplacedWithoutReason
from sayeban.cases.tests.makers import CLERK, COUNTY, NOW, opened
from sayeban.cases.tests.test_work_pages import looks
from sayeban.cases.tests.visiting import text_of, visitor
from sayeban.forms.tests.makers import WISH, begin, put_in_force, say, send
from sayeban.kit.units import Unit
from sayeban.people.tests.makers import person, register, source_row
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import looking

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now", "service")]


@pytest.fixture
def case_id() -> int:
    return opened().case_id


def picture(width: int) -> SimpleUploadedFile:
    out = BytesIO()
    Image.new("RGB", (width, 20)).save(out, "PNG")
    return SimpleUploadedFile("0012345679.png", out.getvalue(), "image/png")


def sends(client: Client, case_id: int, upload: SimpleUploadedFile, reason: str = "") -> int:
    sent = {"upload": upload, "reason": reason}
    return client.post(f"/cases/{case_id}/do/attach/photo/", sent).status_code


def paper(case_id: int) -> DocumentRow:
    with looking(OPERATOR):
        [found] = case_file(case_id).documents
    return found


def happened(case_id: int) -> EventRow:
    with looking(OPERATOR):
        return case_file(case_id).events[0]


def address(case_id: int, key: UUID | None) -> str:
    return f"/cases/{case_id}/papers/{key}/"


def test_a_picture_is_kept_and_handed_out_with_a_look(clerk: Client, case_id: int) -> None:
    assert sends(clerk, case_id, picture(40)) == 303
    kept = paper(case_id)
    assert kept.state == "received"
    href = address(case_id, kept.document)
    assert href in text_of(clerk, f"/cases/{case_id}/")
    answer = clerk.get(href)
    assert answer["Content-Type"] == "image/jpeg"
    assert "attachment" in answer["Content-Disposition"]
    assert "0012345679" not in answer["Content-Disposition"]
    assert ("document", "cases.case", 1) in looks()


def test_what_is_no_paper_is_refused_and_nothing_changes(clerk: Client, case_id: int) -> None:
    for wrong in (b"MZ not a picture", b"%PDF-1.4 /JavaScript (x) %%EOF"):
        assert sends(clerk, case_id, SimpleUploadedFile("a.pdf", wrong)) == 422
    assert paper(case_id).state == "missing"


def test_another_file_takes_its_place_with_a_reason_alone(clerk: Client, case_id: int) -> None:
    sends(clerk, case_id, picture(40))
    first = paper(case_id).document
    assert sends(clerk, case_id, picture(50)) == 422
    assert paper(case_id).document == first
    assert sends(clerk, case_id, picture(50), "ناخوانا بود") == 303
    assert paper(case_id).document != first
    page = text_of(clerk, f"/cases/{case_id}/")
    assert "ناخوانا بود" in page
    assert "فایل پیشین" in page
    assert clerk.get(address(case_id, first)).status_code == 200


def test_the_same_file_again_changes_nothing(clerk: Client, case_id: int) -> None:
    sends(clerk, case_id, picture(40))
    before, told = paper(case_id), happened(case_id)
    assert sends(clerk, case_id, picture(40), "دوباره") == 303
    assert (paper(case_id), happened(case_id)) == (before, told)


def test_a_file_is_seen_in_its_own_case_and_place_alone(clerk: Client, case_id: int) -> None:
    sends(clerk, case_id, picture(40))
    key, other = paper(case_id).document, opened(2).case_id
    assert clerk.get(address(other, key)).status_code == 404
    far = visitor(Post.DESK_CLERK, Unit.of_county("1001"), "desk.far")
    assert far.get(address(case_id, key)).status_code == 404
    assert sends(far, case_id, picture(50), "دلیل") == 404
    assert paper(case_id).document == key


def test_a_mark_keeps_the_file_of_what_is_there(clerk: Client, case_id: int) -> None:
    sends(clerk, case_id, picture(40))
    key = paper(case_id).document
    about = {"actor": CLERK, "at": NOW, "case_id": case_id, "code": "photo"}
    mark_document(**about, state="received")  # type: ignore[arg-type]
    assert paper(case_id).document == key
    mark_document(**about, state="missing", reason="عکس او نیست")  # type: ignore[arg-type]
    assert paper(case_id).document is None
    assert happened(case_id).old == str(key)
    assert "فایل پیشین" in text_of(clerk, f"/cases/{case_id}/")


def test_the_timeline_speaks_of_documents_without_codes(clerk: Client, case_id: int) -> None:
    sends(clerk, case_id, picture(40))
    page = text_of(clerk, f"/cases/{case_id}/")
    assert "عکس: رسیده" in page
    assert "photo:received" not in page


def test_a_case_with_a_form_shows_its_answers_and_their_source(clerk: Client) -> None:
    put_in_force(WISH)
    register(source_row(1, mobile="+989120000000"))
    key = begin(person(1).pk)
    say(key, wish="یک عصای تازه")
    send(key)
    case = open_case(
        actor=CLERK,
        at=NOW,
        unit=COUNTY,
        service="disability_card",
        person_id=person(1).pk,
        along=Along(key),
    ).case_id
    page = text_of(clerk, f"/cases/{case}/")
    assert f"/forms/fill/{key}/" in page
    for said in ("پاسخ‌های فرم", "کمک‌هزینهٔ اجاره", "یک عصای تازه", "گفتهٔ متقاضی، "):
        assert said in page
    assert "پاسخ‌های فرم" not in text_of(clerk, f"/cases/{opened(2).case_id}/")


def test_a_sensitive_answer_is_read_by_who_keeps_the_file(clerk: Client) -> None:
    put_in_force(WISH | {"sensitive": True})
    register(source_row(1, mobile="+989120000000"))
    key = begin(person(1).pk)
    say(key, wish="یک عصای تازه")
    send(key)
    asked: dict[str, Any] = {
        "service": "disability_card",
        "person_id": person(1).pk,
        "along": Along(key),
    }
    case = open_case(actor=CLERK, at=NOW, unit=COUNTY, **asked).case_id
    hidden = text_of(clerk, f"/cases/{case}/")
    assert "عصای تازه" not in hidden
    assert "دادهٔ محرمانه" in hidden
    assert "عصای تازه" in text_of(visitor(Post.COUNTY_EXPERT), f"/cases/{case}/")


def test_why_a_file_is_not_kept(case_id: int) -> None:
    data = picture(40).read()
    about = {"actor": CLERK, "at": NOW, "case_id": case_id, "data": data}
    with pytest.raises(DocumentNotAsked):
        attach_document(**about, code="nothing")
    attach_document(**about, code="photo")
    with pytest.raises(ReplacedWithoutReason):
        attach_document(**{**about, "data": picture(50).read()}, code="photo")
    withdraw(actor=CLERK, at=NOW, case_id=case_id, reason="نمی‌خواهد")
    with pytest.raises(CaseClosed):
        attach_document(**about, code="photo", reason="تازه")
