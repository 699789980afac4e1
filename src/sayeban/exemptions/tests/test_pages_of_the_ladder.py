"""Training, declaration, sample, approval, suspicions and release by pages, post by post."""

import re
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from sayeban.accounts.public import Post
from sayeban.exemptions import jobs as _jobs  # noqa: F401 - registers its kinds of jobs
from sayeban.exemptions.actions.declare import declare
from sayeban.exemptions.models import Campaign, Candidate, Row, SampleRow, Training
from sayeban.exemptions.tests import makers
from sayeban.exemptions.tests.ladder import CENTRE, COUNTY, OTHER_COUNTY, PROVINCE, fresh, suspicion
from sayeban.exemptions.tests.visiting import client_of, staff, visitor
from sayeban.exemptions.violation_refusals import ViolationDecided
from sayeban.kit.units import Unit
from sayeban.runtime.actor import OPERATOR, Actor
from sayeban.runtime.context import acting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]
OF_CENTRE = "/campaigns/c1405/units/centre:7011/"
OF_COUNTY = "/campaigns/c1405/units/0701/"
OF_PROVINCE = "/campaigns/c1405/units/07/"


@pytest.fixture
def worker(campaign: Campaign) -> Actor:
    return staff("worker", Post.SOCIAL_WORKER, CENTRE)


def collected(campaign: Campaign, worker: Actor, count: int = 1, **changed: Any) -> list[Row]:
    """Complete rows of the centre that the worker entered and signed."""
    values: dict[str, Any] = {
        "state": "collected",
        "collected_by": worker.user_id,
        "collected_at": makers.NOW,
    }
    rows = [makers.row(campaign, CENTRE, **(values | changed)) for _ in range(count)]
    declare(actor=worker, at=makers.NOW, code=campaign.code, unit=CENTRE)
    return rows


def text_of(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def centre_approves(campaign: Campaign, worker: Actor, count: int = 1) -> list[Row]:
    """The head of the centre signs and approves on his page."""
    rows = collected(campaign, worker, count)
    head = visitor("head", Post.CENTRE_HEAD, CENTRE)
    head.post(f"{OF_CENTRE}declaration/", {"sure": "on"})
    answer = head.post(f"{OF_CENTRE}approval/", {"sure": "on", "do": "approve"})
    assert answer["Location"] == f"{OF_CENTRE}approval/?done=approved"
    return rows


def test_training_is_ticked_by_the_head_of_the_centre(campaign: Campaign, worker: Actor) -> None:
    technical = visitor("technical", Post.TECHNICAL_HEAD, CENTRE)
    assert "کاربر worker" in text_of(technical, f"{OF_CENTRE}training/")
    answer = technical.post(f"{OF_CENTRE}training/", {"workers": [str(worker.user_id)]})
    assert answer["Location"] == f"{OF_CENTRE}training/?done=trained"
    with acting(OPERATOR, makers.NOW):
        assert Training.objects.get().worker_id == worker.user_id
    assert "آموزش همه ثبت شده است" in text_of(technical, f"{OF_CENTRE}training/")


def test_nobody_is_trained_who_does_not_work_there(campaign: Campaign, worker: Actor) -> None:
    technical = visitor("technical", Post.TECHNICAL_HEAD, CENTRE)
    assert technical.post(f"{OF_CENTRE}training/", {"workers": ["999999"]}).status_code == 422
    assert technical.post(f"{OF_CENTRE}training/", {}).status_code == 422


def test_a_worker_signs_for_what_he_entered(campaign: Campaign, worker: Actor) -> None:
    collected(campaign, worker, 2, collected_at=makers.NOW)
    client = client_of(worker)
    assert "۲ ردیفی که خود" in text_of(client, f"{OF_CENTRE}declaration/")
    assert client.post(f"{OF_CENTRE}declaration/", {}).status_code == 422
    answer = client.post(f"{OF_CENTRE}declaration/", {"sure": "on"})
    assert answer["Location"] == f"{OF_CENTRE}declaration/?done=declared"
    assert "کاربر worker (شما)" in text_of(client, f"{OF_CENTRE}declaration/")


def test_who_entered_nothing_is_asked_for_no_signature(campaign: Campaign, worker: Actor) -> None:
    page = text_of(client_of(worker), f"{OF_CENTRE}declaration/")
    assert "چیزی برای گواهی نیست" in page
    assert "امضا می‌کنم" not in page


@pytest.mark.parametrize("page", ["training", "declaration", "sample", "approval", "release"])
def test_an_observer_sees_no_page_of_decisions(campaign: Campaign, page: str) -> None:
    observer = visitor("observer", Post.OBSERVER, Unit.hq())
    for unit in (OF_CENTRE, OF_COUNTY, OF_PROVINCE):
        assert observer.get(f"{unit}{page}/").status_code == 403


@pytest.mark.parametrize(
    ("page", "post"),
    [
        ("approval", Post.COUNTY_HEAD),
        ("sample", Post.COUNTY_EXPERT),
        ("declaration", Post.COUNTY_HEAD),
    ],
)
def test_another_county_is_not_there(campaign: Campaign, page: str, post: Post) -> None:
    neighbour = visitor("neighbour", post, OTHER_COUNTY)
    assert neighbour.get(f"{OF_COUNTY}{page}/").status_code == 404
    assert neighbour.post(f"{OF_COUNTY}{page}/", {"sure": "on"}).status_code == 404


def test_the_page_of_approval_says_what_stops_it_and_where(
    campaign: Campaign, worker: Actor
) -> None:
    collected(campaign, worker, missing=["gas.bill_id"], flags=["incomplete"])
    head = visitor("head", Post.CENTRE_HEAD, CENTRE)
    page = text_of(head, f"{OF_CENTRE}approval/")
    assert "ردیف‌هایی ناکامل است" in page
    assert f"{OF_CENTRE}rows/?flag=incomplete" in page
    assert "گواهی درستی اطلاعات امضا نشده است" in page
    assert "شناسهٔ قبض گاز" in page
    refused = head.post(f"{OF_CENTRE}approval/", {"sure": "on", "do": "approve"})
    assert refused.status_code == 422
    assert "تأیید انجام نشد" in refused.content.decode()


def test_nothing_is_decided_without_the_confirming_tick(campaign: Campaign, worker: Actor) -> None:
    row = collected(campaign, worker)[0]
    head = visitor("head", Post.CENTRE_HEAD, CENTRE)
    head.post(f"{OF_CENTRE}declaration/", {"sure": "on"})
    assert head.post(f"{OF_CENTRE}approval/", {"do": "approve"}).status_code == 422
    assert fresh(row).state == "collected"


def test_a_head_approves_the_rest_and_sends_a_ticked_row_back(
    campaign: Campaign, worker: Actor
) -> None:
    good, bad = collected(campaign, worker, 2)
    head = visitor("head", Post.CENTRE_HEAD, CENTRE)
    head.post(f"{OF_CENTRE}declaration/", {"sure": "on"})
    typed = {"sure": "on", "do": "approve", f"back-{bad.key}": "on"}
    assert head.post(f"{OF_CENTRE}approval/", typed).status_code == 422
    typed[f"why-{bad.key}"] = "شناسه را دوباره بپرسید"
    assert head.post(f"{OF_CENTRE}approval/", typed).status_code == 303
    assert (fresh(good).state, fresh(bad).state) == ("centre_approved", "returned")
    assert "شناسه را دوباره بپرسید" in text_of(head, f"{OF_CENTRE}approval/")
    assert "شناسه را دوباره بپرسید" in text_of(
        client_of(worker), f"/campaigns/c1405/rows/{bad.key}/"
    )


def test_rows_go_back_by_a_file_without_any_approval(campaign: Campaign, worker: Actor) -> None:
    row, other = collected(campaign, worker, 2)
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet
    sheet.append(["کد ملی", "دلیل"])
    sheet.append([row.national_id, "عکس ناخواناست"])
    held = BytesIO()
    book.save(held)
    head = visitor("head", Post.CENTRE_HEAD, CENTRE)
    sent = {"sure": "on", "do": "return", "returns": SimpleUploadedFile("r.xlsx", held.getvalue())}
    answer = head.post(f"{OF_CENTRE}approval/", sent)
    assert answer["Location"] == f"{OF_CENTRE}approval/?done=rows_returned"
    assert (fresh(row).state, fresh(other).state) == ("returned", "collected")


def test_who_heads_a_unit_above_reads_the_page_and_cannot_approve(
    campaign: Campaign, worker: Actor
) -> None:
    row = collected(campaign, worker)[0]
    county = visitor("county", Post.COUNTY_HEAD, COUNTY)
    assert 'name="sure"' not in text_of(county, f"{OF_CENTRE}approval/")
    assert county.post(f"{OF_CENTRE}approval/", {"sure": "on"}).status_code == 403
    assert fresh(row).state == "collected"


def drawn_keys(page: str) -> list[str]:
    return list(dict.fromkeys(re.findall(r'name="result-([0-9a-f-]{36})"', page)))


def test_an_expert_draws_checks_and_reads_the_error_rate(campaign: Campaign, worker: Actor) -> None:
    centre_approves(campaign, worker, 10)
    expert = visitor("expert", Post.COUNTY_EXPERT, COUNTY)
    assert "نمونه گرفته نشده است" in text_of(expert, f"{OF_COUNTY}sample/")
    assert expert.post(f"{OF_COUNTY}sample/draw/").status_code == 303
    keys = drawn_keys(text_of(expert, f"{OF_COUNTY}sample/"))
    assert len(keys) == 5
    results = {f"result-{key}": "right" for key in keys[1:]} | {f"result-{keys[0]}": "wrong"}
    answer = expert.post(f"{OF_COUNTY}sample/", results)
    assert answer["Location"] == f"{OF_COUNTY}sample/?done=sample_recorded"
    page = text_of(expert, f"{OF_COUNTY}sample/")
    assert "۳٫۶٪" in page
    assert "پذیرفتنی" in page
    second = expert.post(f"{OF_COUNTY}sample/", {f"result-{key}": "wrong" for key in keys[:2]})
    assert second.status_code == 303
    page = text_of(expert, f"{OF_COUNTY}sample/")
    assert "۱۱٫۸٪" in page
    assert "خطا بیش از حد" in page


def test_results_come_back_in_the_workbook(campaign: Campaign, worker: Actor) -> None:
    centre_approves(campaign, worker)
    expert = visitor("expert", Post.COUNTY_EXPERT, COUNTY)
    expert.post(f"{OF_COUNTY}sample/draw/")
    taken = expert.get(f"{OF_COUNTY}sample/sheet.xlsx")
    book = openpyxl.load_workbook(BytesIO(b"".join(taken.streaming_content)))  # type: ignore[attr-defined]  # a FileResponse
    sheet = book.worksheets[0]
    labels = [cell.value for cell in sheet[1]]
    for word, status in (("شاید", 422), ("درست", 303)):
        sheet.cell(2, labels.index("نتیجه") + 1).value = word
        held = BytesIO()
        book.save(held)
        sent = {"results": SimpleUploadedFile("s.xlsx", held.getvalue())}
        assert expert.post(f"{OF_COUNTY}sample/file/", sent).status_code == status
    with acting(OPERATOR, makers.NOW):
        assert SampleRow.objects.get().is_right is True


def test_drawing_before_anything_is_locked_is_refused_in_words(
    campaign: Campaign, worker: Actor
) -> None:
    collected(campaign, worker)
    expert = visitor("expert", Post.COUNTY_EXPERT, COUNTY)
    refused = expert.post(f"{OF_COUNTY}sample/draw/")
    assert refused.status_code == 422
    assert "هنوز دسته‌ای برای بررسی موردی قفل نشده است" in refused.content.decode()


def test_a_head_reads_the_sample_and_checks_nothing(campaign: Campaign, worker: Actor) -> None:
    centre_approves(campaign, worker)
    county = visitor("county", Post.COUNTY_HEAD, COUNTY)
    assert text_of(county, f"{OF_COUNTY}sample/")
    assert county.post(f"{OF_COUNTY}sample/draw/").status_code == 403
    assert visitor("hq", Post.HQ_DEPUTY, Unit.hq()).get(f"{OF_CENTRE}sample/").status_code == 403


def test_an_override_needs_its_reason_and_is_read_above(campaign: Campaign, worker: Actor) -> None:
    row = centre_approves(campaign, worker)[0]
    county = visitor("county", Post.COUNTY_HEAD, COUNTY)
    page = f"{OF_COUNTY}approval/"
    assert "بررسی موردی انجام نشده" in text_of(county, page)
    decided = {"sure": "on", "do": "approve", "override": "on"}
    assert county.post(page, decided).status_code == 422
    assert county.post(page, decided | {"reason": "جاده بسته است"}).status_code == 303
    assert fresh(row).state == "county_approved"
    director = visitor("director", Post.DIRECTOR_GENERAL, PROVINCE)
    assert "جاده بسته است" in text_of(director, f"{OF_PROVINCE}approval/")


def case_of(campaign: Campaign, place: Unit) -> tuple[Candidate, list[Row]]:
    rows = [
        makers.row(campaign, CENTRE, state="collected", collected_by=5, collected_at=makers.NOW)
        for _ in range(2)
    ]
    return suspicion(campaign, rows, place), rows


def test_a_reviewer_clears_a_suspicion(campaign: Campaign) -> None:
    case, _ = case_of(campaign, COUNTY)
    county = visitor("county", Post.COUNTY_HEAD, COUNTY)
    page = f"/campaigns/c1405/violations/{case.pk}/"
    assert f'href="{page}"' in text_of(county, "/campaigns/c1405/violations/")
    assert county.post(f"{page}clear/", {}).status_code == 422
    cleared = county.post(f"{page}clear/", {"clearform-why": "same_household"})
    assert cleared["Location"] == "/campaigns/c1405/violations/?done=violation_cleared"
    again = county.post(f"{page}clear/", {"clearform-why": "same_household"})
    assert again.status_code == 422
    assert ViolationDecided.sentence in again.content.decode()


def test_one_ticked_row_goes_back(campaign: Campaign) -> None:
    case, (first, second) = case_of(campaign, COUNTY)
    county = visitor("county", Post.COUNTY_HEAD, COUNTY)
    typed = {"clearform-why": "returned", "clearform-rows": [str(first.key)]}
    county.post(f"/campaigns/c1405/violations/{case.pk}/clear/", typed)
    assert (fresh(first).state, fresh(second).state) == ("returned", "collected")


def test_a_confirmed_violation_has_its_letter(campaign: Campaign) -> None:
    case, (first, _) = case_of(campaign, COUNTY)
    county = visitor("county", Post.COUNTY_HEAD, COUNTY)
    page = f"/campaigns/c1405/violations/{case.pk}/"
    typed = {"confirmform-rows": [str(first.key)], "confirmform-reason": "هر دو را دیدم"}
    assert county.post(f"{page}confirm/", typed).status_code == 422
    assert county.post(f"{page}confirm/", typed | {"confirmform-sure": "on"}).status_code == 303
    letter = text_of(county, f"{page}letter/")
    assert first.national_id in letter
    assert "هر دو را دیدم" in letter
    pdf = county.get(f"{page}letter.pdf")
    assert pdf.content.startswith(b"%PDF")
    assert county.get("/campaigns/c1405/violations/9999/letter/").status_code == 404


def test_a_suspicion_is_decided_above_the_units_concerned(campaign: Campaign) -> None:
    case, _ = case_of(campaign, PROVINCE)
    page = f"/campaigns/c1405/violations/{case.pk}/"
    assert visitor("county", Post.COUNTY_HEAD, COUNTY).get(page).status_code == 404
    director = visitor("director", Post.DIRECTOR_GENERAL, PROVINCE)
    assert "ثبت تخلف" in text_of(director, page)
    assert visitor("worker", Post.SOCIAL_WORKER, CENTRE).get(page).status_code == 403


def test_only_the_director_general_of_the_province_releases(campaign: Campaign) -> None:
    isfahan = visitor("isfahan", Post.DIRECTOR_GENERAL, Unit.of_province("10"))
    assert isfahan.get(f"{OF_PROVINCE}release/").status_code == 404
    county = visitor("county", Post.COUNTY_HEAD, COUNTY)
    assert county.post(f"{OF_PROVINCE}release/", {"sure": "on"}).status_code == 403
