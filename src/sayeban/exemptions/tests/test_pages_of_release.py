"""The director-general sees the list before he signs it; another list is not signed."""

import re
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.test import Client

from sayeban.exemptions import jobs as _jobs  # noqa: F401 - registers its kinds of jobs
from sayeban.exemptions.actions import release as releasing
from sayeban.exemptions.actions.release import PreviewChanged, release
from sayeban.exemptions.models import Campaign, Connection, Release, Row
from sayeban.exemptions.reads.release_preview import release_preview
from sayeban.exemptions.rules_preview import Change, Part, changes
from sayeban.exemptions.tests import makers, release_makers
from sayeban.exemptions.tests.ladder import DIRECTOR, OTHER_COUNTY, PROVINCE, suspicion
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting, looking
from sayeban.runtime.jobs import run_job
from sayeban.runtime.models import Job

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]
PAGE = "/campaigns/c1405/units/07/release/"


def text_of(client: Client, path: str = PAGE) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def seal_in(page: str) -> str:
    found = re.search(r'name="seal" value="([^"]+)"', page)
    assert found
    return found[1]


def previewed(director: Client, **typed: Any) -> dict[str, Any]:
    """What the page sends when he signs what he sees."""
    page = director.post(PAGE, {"do": "preview", **typed})
    assert page.status_code == 200
    return {"sure": "on", "do": "sign", "seal": seal_in(page.content.decode()), **typed}


def started() -> Job:
    with acting(OPERATOR, makers.NOW):
        return Job.objects.get(kind="campaign.release")


def released() -> list[Release]:
    with acting(OPERATOR, makers.NOW):
        return list(Release.objects.order_by("number"))


def preview_of(*without: str) -> list[Part]:
    with looking(DIRECTOR):
        return list(release_preview("c1405", PROVINCE, without).parts)


def test_a_province_signs_what_it_has_seen(campaign: Campaign, director: Client) -> None:
    release_makers.approved(campaign, bills=release_makers.bills(71))
    assert "همهٔ شهرستان‌ها تأیید شده‌اند" in text_of(director)
    assert director.post(PAGE, {}).status_code == 422
    answer = director.post(PAGE, previewed(director))
    assert answer["Location"].startswith("/campaigns/c1405/works/")
    run_job(str(started().pk))
    assert started().state == "done"
    assert "انجام شد" in text_of(director, answer["Location"])
    taken = director.get(f"{answer['Location']}file/")
    assert b"".join(taken.streaming_content).startswith(b"PK")  # type: ignore[attr-defined]  # a FileResponse


def test_a_preview_counts_what_the_release_then_lists(campaign: Campaign) -> None:
    release_makers.approved(campaign, bills=release_makers.bills(71))
    shared = release_makers.approved(campaign, bills=release_makers.bills(75))
    with acting(OPERATOR, makers.NOW):
        Connection.objects.filter(row=shared, utility="gas").update(
            connection_type="shared", ready=False
        )
    seen = preview_of()
    with looking(DIRECTOR):
        households = release_preview("c1405", PROVINCE, ()).households
    made = release(actor=DIRECTOR, at=makers.NOW, code="c1405", unit=PROVINCE, seen=seen).result
    assert made["households"] == households
    listed = {(p.utility, p.company): p.rows for p in seen if p.outcome == "listed"}
    assert listed == {(c["utility"], c["code"]): c["rows"] for c in made["companies"]}
    others = {(p.utility, p.outcome): p.rows for p in seen if p.outcome != "listed"}
    assert others[("gas", "connection.shared")] == 1
    assert others == {
        (utility, code): rows
        for utility, counts in made["ineligible"].items()
        for code, rows in counts.items()
        if rows
    }


def test_the_page_shows_companies_and_reasons_and_gives_a_workbook(
    campaign: Campaign, director: Client
) -> None:
    release_makers.approved(campaign, bills={"gas": makers.bill_id(71, "gas")})
    page = text_of(director)
    assert "در فهرست، به تفکیک شرکت" in page
    assert "این انشعاب را ندارد" in page
    taken = director.get(f"{PAGE}preview.xlsx")
    book = openpyxl.load_workbook(BytesIO(b"".join(taken.streaming_content)))  # type: ignore[attr-defined]  # a FileResponse
    rows = list(book.worksheets[0].iter_rows(values_only=True))
    assert ("گاز", "در فهرست", 1) in [(row[0], row[3], row[4]) for row in rows]


def test_nothing_is_signed_unseen(campaign: Campaign, director: Client) -> None:
    release_makers.approved(campaign, bills=release_makers.bills(71))
    for seal in ("", "x", seal_in(text_of(director)) + "x"):
        refused = director.post(PAGE, {"sure": "on", "do": "sign", "seal": seal})
        assert refused.status_code == 422
        assert "پیش‌نمایش همین فهرست را" in refused.content.decode()


def test_what_changed_since_he_saw_it_is_told_and_not_signed(
    campaign: Campaign, director: Client
) -> None:
    release_makers.approved(campaign, bills=release_makers.bills(71))
    sent = previewed(director)
    release_makers.approved(campaign, bills=release_makers.bills(76))
    refused = director.post(PAGE, sent)
    assert refused.status_code == 422
    page = refused.content.decode()
    assert "در فهرست: از ۱ به ۲ ردیف" in page
    again = director.post(PAGE, sent | {"seal": seal_in(page)})
    assert again.status_code == 303
    run_job(str(started().pk))
    assert len(released()) == 1


def test_a_change_after_the_signature_stops_the_worker(
    campaign: Campaign, director: Client
) -> None:
    row = release_makers.approved(campaign, bills=release_makers.bills(71))
    answer = director.post(PAGE, previewed(director))
    with acting(OPERATOR, makers.NOW):
        Row.objects.filter(pk=row.pk).update(address="نشانی دیگر")
    run_job(str(started().pk))
    assert "با مقدارهای دیگر" in text_of(director, answer["Location"])
    assert released() == []


def test_without_its_check_another_list_would_be_signed(
    campaign: Campaign, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The negative control."""
    row = release_makers.approved(campaign, bills=release_makers.bills(71))
    seen = preview_of()
    with acting(OPERATOR, makers.NOW):
        Row.objects.filter(pk=row.pk).update(address="نشانی دیگر")
    with pytest.raises(PreviewChanged):
        release(actor=DIRECTOR, at=makers.NOW, code="c1405", unit=PROVINCE, seen=seen)
    monkeypatch.setattr(releasing, "changes", lambda *_: [])
    release(actor=DIRECTOR, at=makers.NOW, code="c1405", unit=PROVINCE, seen=seen)
    assert len(released()) == 1


def test_a_late_county_stays_out_with_a_reason(campaign: Campaign, director: Client) -> None:
    release_makers.approved(campaign, bills=release_makers.bills(73))
    makers.row(campaign, OTHER_COUNTY)
    page = text_of(director)
    assert "شهرستان استهبان" in page
    assert "پیش‌نمایش فهرست" not in page
    sent = previewed(director, without=["0702"])
    assert director.post(PAGE, sent).status_code == 422
    answer = director.post(PAGE, sent | {"reason": "راه بسته است"})
    run_job(str(started().pk))
    assert answer.status_code == 303
    assert [each.without for each in released()] == [["0702"]]


def test_a_preview_of_another_choice_is_none_of_this_one(
    campaign: Campaign, director: Client
) -> None:
    release_makers.approved(campaign, bills=release_makers.bills(73))
    sent = previewed(director)
    makers.row(campaign, OTHER_COUNTY)
    late = sent | {"without": ["0702"], "reason": "راه بسته است"}
    assert director.post(PAGE, late).status_code == 422
    assert director.post(PAGE, sent).status_code == 422


def test_a_refused_release_says_why_on_the_page_of_the_work(
    campaign: Campaign, director: Client
) -> None:
    row = release_makers.approved(campaign, bills=release_makers.bills(74))
    suspicion(campaign, [row], PROVINCE)
    assert "۱ ردیف ظن تخلف بررسی‌نشده دارد" in text_of(director)
    answer = director.post(PAGE, previewed(director))
    run_job(str(started().pk))
    assert "فهرست استان کامل نیست" in text_of(director, answer["Location"])


def test_a_job_that_runs_twice_releases_once(campaign: Campaign, director: Client) -> None:
    release_makers.approved(campaign, bills=release_makers.bills(72))
    director.post(PAGE, previewed(director))
    job = str(started().pk)
    run_job(job)
    with acting(OPERATOR, makers.NOW):
        Job.objects.update(state="running")
    run_job(job)
    assert started().state == "done"
    assert len(released()) == 1


def test_parts_that_came_went_or_say_something_else_are_changes() -> None:
    same = Part("gas", "307", "listed", 2, "1")
    seen = [same, Part("water", "", "not_collected", 1, "5"), Part("gas", "310", "listed", 3, "7")]
    now = [same, Part("gas", "310", "listed", 3, "8"), Part("water", "", "no_connection", 1, "6")]
    assert changes(seen, now) == [
        Change("gas", "310", "listed", 3, 3),
        Change("water", "", "no_connection", 0, 1),
        Change("water", "", "not_collected", 1, 0),
    ]
