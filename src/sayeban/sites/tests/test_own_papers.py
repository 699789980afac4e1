"""A client sends the documents that his open request lacks, from his own page."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from sayeban.cases.models import Case, CaseDocument, Event, Step
from sayeban.cases.public import (
    advance,
    attach_document,
    case_file,
    hand_in,
    mark_document,
    own_papers,
    take_paper_back,
    withdraw,
)
from sayeban.cases.refusals_own import (
    OwnCaseOver,
    OwnPaperUnknown,
    PaperAgain,
    PaperNotWanted,
    PaperOften,
    PaperSeen,
    PaperStale,
)
from sayeban.cases.tests.makers import CLERK, NOW, open_step
from sayeban.documents.models import Document
from sayeban.documents.public import DocumentTooLarge, DocumentUnreadable, DocumentUnsafe
from sayeban.exemptions.models import Row
from sayeban.kit.refusals import Refusal
from sayeban.notices.models import Message
from sayeban.runtime import context
from sayeban.runtime.actor import OPERATOR, Actor
from sayeban.runtime.context import acting, looking
from sayeban.sites.tests.own_cases import at_his_turn, himself, request_of, service
from sayeban.sites.tests.own_pages import entered, household

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("country")]


@pytest.fixture(autouse=True)
def _service(country: None) -> None:
    service()


def picture(size: int = 40) -> bytes:
    kept = BytesIO()
    Image.new("RGB", (size, size), "white").save(kept, "PNG")
    return kept.getvalue()


def sends(client: Client, case_id: int, data: bytes, handed: int = 0) -> int:
    upload = SimpleUploadedFile("9990000018.png", data)
    path = f"/mine/cases/{case_id}/papers/photo/"
    return client.post(path, {"upload": upload, "handed": handed}).status_code


def hands(row: Row, case_id: int, data: bytes = b"", handed: int = 0) -> bool:
    return hand_in(
        actor=himself(row),
        at=NOW,
        case_id=case_id,
        code="photo",
        data=data or picture(),
        handed=handed,
    )


def paper(case_id: int) -> CaseDocument:
    with acting(OPERATOR, NOW):
        return CaseDocument.objects.get(case=case_id)


def text(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def refuse(case_id: int, reason: str = "ناخوانا است") -> None:
    mark_document(
        actor=CLERK, at=NOW, case_id=case_id, code="photo", state="refused", reason=reason
    )


def test_given_a_missing_document_when_he_sends_a_photo_then_his_case_has_it_as_new() -> None:
    row = household()
    case, client = request_of(row), entered(row)
    path = f"/mine/cases/{case.case_id}/"
    page = text(client, path)
    for said in ("نرسیده", "فرستادن عکس", f"{path}papers/photo/"):
        assert said in page
    assert 'enctype="multipart/form-data"' in text(client, f"{path}papers/photo/")
    assert sends(client, case.case_id, picture()) == 303
    page = text(client, path)
    for said in ("رسیده", "همکار ما هنوز آن را ندیده است", "پس می‌گیرم"):
        assert said in page
    assert "فرستادن عکس" not in page
    kept = paper(case.case_id)
    assert (kept.state, kept.by, kept.by_client, kept.seen_at) == ("received", None, True, None)
    assert kept.document is not None
    with acting(OPERATOR, NOW):
        file = Document.objects.get(key=kept.document)
        told = Event.objects.filter(case=case.case_id, what="document").get()
    assert (file.mime, file.uploaded_by) == ("image/jpeg", None)
    assert (told.actor, told.new) == (None, "photo:received")
    assert told.reason == "از صفحهٔ خود متقاضی رسید"


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (b"MZ not a picture", DocumentUnreadable),
        (b"%PDF-1.4 /JavaScript (x) %%EOF", DocumentUnsafe),
        (b"%PDF-1.4 " + b"x" * (10 * 1024 * 1024), DocumentTooLarge),
    ],
)
def test_what_is_no_paper_is_refused_in_words_and_nothing_changes(
    data: bytes, refusal: type[Refusal]
) -> None:
    row = household()
    case = request_of(row)
    with pytest.raises(refusal):
        hands(row, case.case_id, data)
    assert sends(entered(row), case.case_id, data) == 422
    kept = paper(case.case_id)
    assert (kept.state, kept.handed) == ("missing", 0)


def test_without_a_file_the_page_says_so() -> None:
    row = household()
    case = request_of(row)
    answer = entered(row).post(f"/mine/cases/{case.case_id}/papers/photo/", {"handed": "0"})
    assert answer.status_code == 422
    assert "عکس یا PDF مدرک را برگزینید" in answer.content.decode()


def test_sent_twice_it_counts_once_and_an_old_page_sends_nothing() -> None:
    row = household()
    case, client = request_of(row), entered(row)
    assert sends(client, case.case_id, picture()) == 303
    assert sends(client, case.case_id, picture()) == 303
    with acting(OPERATOR, NOW):
        assert Document.objects.count() == 1
        assert Event.objects.filter(what="document").count() == 1
    with pytest.raises(PaperNotWanted):
        hands(row, case.case_id, picture(50), handed=1)
    take_paper_back(actor=himself(row), at=NOW, case_id=case.case_id, code="photo")
    with pytest.raises(PaperStale):
        hands(row, case.case_id)
    assert sends(client, case.case_id, picture()) == 422
    assert paper(case.case_id).state == "missing"
    assert hands(row, case.case_id, handed=1)


def test_the_clerk_refuses_it_with_a_reason_that_he_reads_and_is_told_to_look() -> None:
    row = household()
    case, client = request_of(row), entered(row)
    hands(row, case.case_id)
    with pytest.raises(Refusal):
        refuse(case.case_id, " ")
    refuse(case.case_id)
    path = f"/mine/cases/{case.case_id}/"
    for each in (path, f"{path}papers/photo/"):
        assert "ناخوانا است" in text(client, each)
    with acting(OPERATOR, NOW):
        assert Message.objects.filter(key__startswith="cases.asked/paper/").count() == 1
    with pytest.raises(PaperAgain):
        hands(row, case.case_id, handed=1)
    assert hands(row, case.case_id, picture(50), handed=1)
    kept = paper(case.case_id)
    assert (kept.state, kept.refusal, kept.handed) == ("received", "", 2)
    assert "ناخوانا است" not in text(client, path)


def test_why_staff_waived_or_marked_it_missing_stays_with_them() -> None:
    row = household()
    case, client = request_of(row), entered(row)
    for state in ("waived", "missing"):
        mark_document(
            actor=CLERK, at=NOW, case_id=case.case_id, code="photo", state=state, reason="میان ما"
        )
        assert "میان ما" not in text(client, f"/mine/cases/{case.case_id}/")


def test_he_takes_it_back_until_somebody_looked_and_nobody_opens_it_then() -> None:
    row = household()
    case, client = request_of(row), entered(row)
    hands(row, case.case_id)
    key = paper(case.case_id).document
    path = f"/mine/cases/{case.case_id}/papers/photo/take-back/"
    assert client.post(path).status_code == 303
    assert paper(case.case_id).state == "missing"
    with looking(OPERATOR):
        file = case_file(case.case_id)
        assert str(key) not in {each.old for each in file.events}
    hands(row, case.case_id, handed=1)
    # Control: who judged it has seen it.
    mark_document(actor=CLERK, at=NOW, case_id=case.case_id, code="photo", state="received")
    assert paper(case.case_id).seen_at == NOW
    with pytest.raises(PaperSeen):
        take_paper_back(actor=himself(row), at=NOW, case_id=case.case_id, code="photo")
    assert "پس می‌گیرم" not in text(client, f"/mine/cases/{case.case_id}/")
    assert client.post(path).status_code == PaperSeen.http_status


def test_what_staff_went_on_with_or_brought_is_not_his_to_take_back() -> None:
    row, other = household(), household()
    case, brought = request_of(row), request_of(other)
    hands(row, case.case_id)
    step = open_step(case.case_id).pk
    advance(actor=CLERK, at=NOW, steps=[step], outcome="complete")
    assert paper(case.case_id).seen_at is None
    attach_document(actor=CLERK, at=NOW, case_id=brought.case_id, code="photo", data=picture())
    for his, of in ((row, case), (other, brought)):
        with looking(himself(his)):
            assert not own_papers(of.case_id, his.person_id)[0].may_take_back
        with pytest.raises(PaperSeen):
            take_paper_back(actor=himself(his), at=NOW, case_id=of.case_id, code="photo")


def test_a_closed_case_takes_and_gives_nothing() -> None:
    row = household()
    case, client = request_of(row), entered(row)
    hands(row, case.case_id)
    withdraw(actor=CLERK, at=NOW, case_id=case.case_id, reason="نمی‌خواهد")
    with pytest.raises(OwnCaseOver):
        hands(row, case.case_id, picture(50), handed=1)
    with pytest.raises(OwnCaseOver):
        take_paper_back(actor=himself(row), at=NOW, case_id=case.case_id, code="photo")
    path = f"/mine/cases/{case.case_id}/"
    assert "مدرک‌ها" not in text(client, path)
    assert client.get(f"{path}papers/photo/").status_code == 404
    assert sends(client, case.case_id, picture(50), handed=1) == 404


def test_of_one_document_he_sends_so_many_and_no_more() -> None:
    row = household()
    case, client = request_of(row), entered(row)
    for n in range(5):
        assert hands(row, case.case_id, picture(40 + n), handed=n)
        refuse(case.case_id)
    with pytest.raises(PaperOften):
        hands(row, case.case_id, picture(50), handed=5)
    page = text(client, f"/mine/cases/{case.case_id}/")
    assert "اصل آن را به میز خدمت بیاورید" in page
    assert "فرستادن عکس" not in page


def turn_of_case(case_id: int) -> str:
    with acting(OPERATOR, NOW):
        return Step.objects.get(case=case_id, closed_at=None).clock


def fill(client: Client, path: str) -> None:
    client.post(f"{path}form/begin/")
    client.post(f"{path}form/1/", {"value": "owner"})
    assert client.post(f"{path}form/check/").status_code == 303


@pytest.mark.parametrize("form_first", [True, False])
def test_the_turn_passes_with_the_last_of_form_and_documents_in_any_order(
    form_first: bool,
) -> None:
    row = household()
    case, client = at_his_turn(row, documents=False), entered(row)
    acts: list[Callable[[], object]] = [
        lambda: fill(client, f"/mine/cases/{case.case_id}/"),
        lambda: sends(client, case.case_id, picture()),
    ]
    for n, act in enumerate(acts if form_first else reversed(acts)):
        assert turn_of_case(case.case_id) == "applicant", n
        act()
    assert turn_of_case(case.case_id) == "own"


def _refusals(me: Actor, case_id: int) -> list[type[Refusal] | None]:
    about: dict[str, Any] = {"actor": me, "at": NOW, "case_id": case_id, "code": "photo"}
    found: list[type[Refusal] | None] = []
    for act in (
        lambda: hand_in(**about, data=picture(), handed=0),
        lambda: take_paper_back(**about),
    ):
        try:
            act()
        except Refusal as refusal:
            found.append(type(refusal))
        else:
            found.append(None)
    return found


def test_another_clients_case_is_unknown_to_the_database_and_to_the_filter(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Negative control: with the eyes of headquarters the rows are there, and the filter holds."""
    mine, other = household(), household()
    case = request_of(other)
    me, both = himself(mine), [OwnPaperUnknown] * 2
    assert _refusals(me, case.case_id) == both
    with looking(me):
        assert not CaseDocument.objects.filter(case_id=case.case_id).exists()
        assert own_papers(case.case_id, other.person_id) == ()
    client = entered(mine)
    for path in (f"/mine/cases/{case.case_id}/papers/photo/", "/mine/cases/99999/papers/photo/"):
        assert client.get(path).status_code == 404
        assert client.post(path, {"handed": "0"}).status_code == 404
        assert client.post(f"{path}take-back/").status_code == 404
    monkeypatch.setattr(context, "CITIZEN_ROLE", context.HQ_ROLE)
    with looking(me):
        assert own_papers(case.case_id, other.person_id)[0].code == "photo"
    assert _refusals(me, case.case_id) == both
    # Control: of his own it is done.
    assert _refusals(himself(other), case.case_id) == [None, None]


def test_a_document_that_the_case_does_not_ask_is_unknown() -> None:
    row = household()
    case = request_of(row)
    with pytest.raises(OwnPaperUnknown):
        hand_in(
            actor=himself(row),
            at=NOW,
            case_id=case.case_id,
            code="deed",
            data=picture(),
            handed=0,
        )


@pytest.mark.parametrize("actor", [OPERATOR, CLERK])
def test_nobody_sends_it_in_his_stead(actor: Actor) -> None:
    case = request_of(household())
    for refused in _refusals(actor, case.case_id):
        assert refused is not None
    with acting(OPERATOR, NOW):
        assert Case.objects.get(pk=case.case_id).documents.get().state == "missing"


def test_no_name_of_a_file_is_kept_anywhere() -> None:
    row = household()
    case = request_of(row)
    sends(entered(row), case.case_id, picture())
    with acting(OPERATOR, NOW):
        file = Document.objects.get()
    assert "9990000018" not in file.stored_name
