"""The catalogue as pages: found, read, edited without a programmer, tried, published by another."""

import html
import io
import json
import re
from copy import deepcopy
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from sayeban.accounts.public import Post
from sayeban.cases.actions.write_service import write_service
from sayeban.cases.reads.catalogue import service
from sayeban.cases.tests.documents import CARD
from sayeban.cases.tests.makers import NOW, card, of
from sayeban.cases.tests.visiting import HQ, text_of, visitor
from sayeban.cases.workbook.writing import write_catalogue
from sayeban.forms.tests.makers import WISH, put_in_force
from sayeban.organisations.public import departments
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import looking

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now", "service")]

ONE = "/services/disability_card/"


@pytest.fixture
def writer() -> Client:
    return visitor(Post.HQ_EXPERT, HQ, "hq.writer")


def put(writer: Client, part: str, nth: int, revision: int, **typed: str) -> None:
    answer = writer.post(f"{ONE}edit/{part}/{nth}/", {"revision": revision, **typed})
    assert answer.status_code == 303, answer.content.decode()


def draft() -> dict[str, object]:
    with looking(OPERATOR):
        file = service("disability_card")
        number = next(each.number for each in file.versions if each.state == "draft")
        return service("disability_card", number).document.as_json()


@pytest.mark.parametrize("typed", ["معلول", "كارت", "disability"])
def test_a_service_is_found_by_the_words_that_people_use(typed: str) -> None:
    clerk = visitor(Post.DESK_CLERK)
    assert f'href="{ONE}"' in text_of(clerk, f"/services/?q={typed}")
    assert f'href="{ONE}"' not in text_of(clerk, "/services/?q=مهدکودک")
    assert f'href="{ONE}"' not in text_of(clerk, "/services/?department=social")


def test_a_service_shows_its_picture_and_its_sheet() -> None:
    page = text_of(visitor(Post.DESK_CLERK), ONE)
    for said in ("۱. گام intake", "قانون حمایت از حقوق معلولان", "عکس", "پایان: پذیرفته نشد"):
        assert said in page
    assert "ویرایش" not in page


def test_a_version_that_is_not_there() -> None:
    clerk = visitor(Post.DESK_CLERK)
    assert clerk.get("/services/nothing/").status_code == 404
    assert clerk.get(f"{ONE}v/9/").status_code == 404


def test_a_step_is_changed_and_another_person_publishes_it(writer: Client) -> None:
    typed = {"role": "desk_clerk", "unit_level": "county", "days": "۴", "clock": "own"}
    put(writer, "steps", 1, 1, title="پذیرش", **typed)
    assert "پذیرش" in text_of(writer, f"{ONE}edit/")
    assert "پذیرش" not in text_of(writer, ONE)
    assert writer.post(f"{ONE}publish/", {"revision": 2}).status_code == 403
    other = visitor(Post.HQ_DEPUTY, HQ, "hq.other")
    assert other.post(f"{ONE}publish/", {"revision": 2})["Location"].startswith(f"{ONE}v/2/")
    assert "پذیرش" in text_of(other, ONE)


def test_of_two_editors_the_second_is_told_and_nothing_is_lost(writer: Client) -> None:
    put(writer, "documents", 0, 1, title="شناسنامه", required="on")
    late = writer.post(f"{ONE}edit/documents/0/", {"revision": 1, "title": "کارت ملی"})
    assert late.status_code == 422
    assert "همکار دیگری این پیش‌نویس را" in late.content.decode()
    assert "کارت ملی" in late.content.decode()
    assert [each["title"] for each in draft()["documents"]] == ["عکس", "شناسنامه"]  # type: ignore[attr-defined]


def test_a_box_that_is_wrong_is_said_at_the_box(writer: Client) -> None:
    answer = writer.post(f"{ONE}edit/steps/0/", {"revision": 1, "title": "x", "days": "زود"})
    assert answer.status_code == 422
    assert "از ۱ تا ۲۵۰ بنویسید" in answer.content.decode()
    assert "«سمت» را بنویسید" in answer.content.decode()


def test_parts_are_moved_and_removed(writer: Client) -> None:
    assert writer.post(f"{ONE}edit/transitions/2/up/", {"revision": 1}).status_code == 303
    first = draft()["transitions"][:2]  # type: ignore[index]
    assert [each["outcome"] for each in first] == ["incomplete", "complete"]
    assert writer.post(f"{ONE}edit/steps/2/remove/", {"revision": 2}).status_code == 303
    page = text_of(writer, f"{ONE}edit/")
    assert "به گامی می‌رود که نیست" in page
    assert writer.post(f"{ONE}edit/steps/1/fly/", {"revision": 3}).status_code == 404
    assert writer.post(f"{ONE}edit/steps/9/up/", {"revision": 3}).status_code == 404
    assert writer.post(f"{ONE}edit/steps/1/up/", {"revision": "x"}).status_code == 422


def test_a_new_service_grows_from_a_title(writer: Client) -> None:
    assert writer.post("/services/new/", {"title": "", "department": ""}).status_code == 422
    made = writer.post("/services/new/", {"title": "مشاوره", "department": "social"})
    assert made["Location"].startswith("/services/service_1/edit/")
    typed = {
        **{"revision": 1, "title": "پذیرش", "role": "desk_clerk", "unit_level": "county"},
        **{"days": "2", "clock": "own"},
    }
    assert writer.post("/services/service_1/edit/steps/0/", typed).status_code == 303
    way = {"revision": 2, "step": "step_1", "label": "انجام شد", "to": "close:done"}
    assert writer.post("/services/service_1/edit/transitions/0/", way).status_code == 303
    about = {"revision": 3, "title": "مشاوره", "department": "social", "start": "step_1"}
    about["legal_basis"] = "دستورالعمل"
    assert writer.post("/services/service_1/edit/about/0/", about).status_code == 303
    assert "ایرادی در تعریف این خدمت نیست" in text_of(writer, "/services/service_1/edit/")


def test_form_and_rule_are_chosen_by_title_and_what_is_gone_stays(writer: Client) -> None:
    put_in_force(WISH)
    put(writer, "about", 0, 1, **_about(), form="rent_help")
    page = text_of(writer, f"{ONE}edit/about/0/")
    assert re.search(r'<option value="rent_help" selected>[^<]+ \(rent_help\)</option>', page)
    assert "کد فرم" not in page
    assert "برای انتشار لازم است" in page
    # Written before it was gone: it stays, and is said.
    with looking(OPERATOR):
        kept = service("disability_card", 2).document.as_json()
    write_service(
        actor=OPERATOR,
        at=NOW,
        service="disability_card",
        document={**kept, "rule": "old_rule"},
        revision=2,
    )
    page = text_of(writer, f"{ONE}edit/about/0/")
    assert "«old_rule» دیگر در کار نیست" in page
    put(writer, "about", 0, 3, **_about(), form="rent_help", rule="old_rule")
    assert draft()["rule"] == "old_rule"
    typed = {"revision": 4, **_about(), "form": "typed_by_hand"}
    assert writer.post(f"{ONE}edit/about/0/", typed).status_code == 422


def _about() -> dict[str, str]:
    whole = card()
    return {
        **{"title": whole["title"], "department": whole["department"], "start": whole["start"]},
        **{"legal_basis": whole["legal_basis"], "sheet-type": "G2C"},
    }


def test_a_pretend_case_is_led_through_with_its_dates() -> None:
    clerk, here = visitor(Post.DESK_CLERK), f"{ONE}v/1/walk/"
    begun = text_of(clerk, here)
    assert "۱۵ آذر ۱۴۰۵" in begun
    assert f"{here}?way=complete" in begun
    ended = text_of(clerk, f"{here}?way=complete.seen.refuse")
    assert "پرونده بسته شد" in ended
    assert "پذیرفته نشد" in ended
    assert "پرونده بسته شد" not in text_of(clerk, f"{here}?way=complete.fly")


def test_the_catalogue_goes_out_and_comes_in_as_drafts(writer: Client, tmp_path: Path) -> None:
    book = b"".join(writer.get("/services/all.xlsx").streaming_content)  # type: ignore[attr-defined]
    same = writer.post("/services/upload/", {"book": _sent(book)})
    assert "تفاوت ندارد" in same.content.decode()
    assert _kept(same.content.decode()) == ""
    with looking(OPERATOR):
        assert len(service("disability_card").versions) == 1
        names = departments()
    other = {**deepcopy(CARD), "code": "second"}
    write_catalogue([other], names, tmp_path / "book.xlsx")
    shown = writer.post("/services/upload/", {"book": _sent((tmp_path / "book.xlsx").read_bytes())})
    page = shown.content.decode()
    assert "تازه" in page
    assert "/services/second/" not in text_of(writer, "/services/")
    sent = {"documents": _kept(page)}
    taken = writer.post("/services/upload/", sent)
    assert taken["Location"] == "/services/drafts/?done=services_taken"
    # What was compared with nothing is not kept over what came meanwhile.
    other["title"] = "نام دیگر"
    late = {"documents": json.dumps({"documents": [other], "seen": {"second": 0}})}
    assert writer.post("/services/upload/", late).status_code == 422
    assert writer.post("/services/upload/", {"documents": "x"}).status_code == 422
    assert "/services/second/" in text_of(writer, "/services/")


def test_a_book_with_a_fault_names_it_and_changes_nothing(writer: Client, tmp_path: Path) -> None:
    with looking(OPERATOR):
        names = departments()
    wrong = {**deepcopy(CARD), "code": "second", "department": "nowhere"}
    write_catalogue([wrong], names, tmp_path / "book.xlsx")
    sent = _sent((tmp_path / "book.xlsx").read_bytes())
    answer = writer.post("/services/upload/", {"book": sent})
    assert answer.status_code == 422
    assert "«nowhere» شناخته نیست" in answer.content.decode()
    assert "/services/second/" not in text_of(writer, "/services/")
    assert writer.post("/services/upload/", {"book": _sent(b"PK no book")}).status_code == 422


def test_a_draft_that_leads_nowhere_is_told_before_it_is_kept(
    writer: Client, tmp_path: Path
) -> None:
    with looking(OPERATOR):
        names = departments()
    broken = {**deepcopy(CARD), "code": "second"}
    broken["transitions"][0]["to"] = "nowhere"
    write_catalogue([broken], names, tmp_path / "book.xlsx")
    sent = _sent((tmp_path / "book.xlsx").read_bytes())
    page = writer.post("/services/upload/", {"book": sent}).content.decode()
    assert "به گامی می‌رود که نیست" in page


def test_a_second_person_puts_many_drafts_in_force_at_once(writer: Client) -> None:
    other = visitor(Post.HQ_DEPUTY, HQ, "second")
    for code in ("one", "two"):
        write_service(
            actor=of("hq_expert", HQ, 77),
            at=NOW,
            service=code,
            document={**card(), "title": f"خدمت {code}"},
            revision=0,
        )
    page = text_of(other, "/services/drafts/")
    assert page.count("آمادهٔ انتشار") == 2
    assert other.post("/services/drafts/", {}).status_code == 422
    stale = {"draft": ["one:1", "two:9"]}
    assert other.post("/services/drafts/", stale).status_code == 422
    with looking(OPERATOR):
        assert service("one").state == "draft"
    sent = other.post("/services/drafts/", {"draft": ["one:1", "two:1"]})
    assert sent["Location"] == "/services/?done=services_published"
    with looking(OPERATOR):
        assert {service(code).state for code in ("one", "two")} == {"published"}


def _kept(page: str) -> str:
    """What the button that keeps it sends; empty where there is none."""
    found = re.search(r'name="documents" value="([^"]*)"', page)
    return html.unescape(found.group(1)) if found else ""


def _sent(content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("book.xlsx", io.BytesIO(content).read())


@pytest.mark.parametrize("typed", ["-۵", "\u22125", "\u200e-5", "999999", "۰", "۲٫۵", "۲۵۱"])
def test_days_of_a_step_beyond_its_limits_are_refused_with_them(writer: Client, typed: str) -> None:
    step = {"title": "تازه", "role": "desk_clerk", "unit_level": "county", "clock": "own"}
    sent = {**step, "days": typed, "revision": 1}
    answer = writer.post(f"{ONE}edit/steps/0/", sent)
    assert answer.status_code == 422
    assert "عددی بدون اعشار از ۱ تا ۲۵۰ بنویسید" in answer.content.decode()
    assert writer.post(f"{ONE}edit/steps/0/", sent | {"days": "۲۵۰"}).status_code == 303
