"""The means test by pages: its models, a new one as a workbook, the estimate of a household."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from sayeban.accounts.public import Post
from sayeban.eligibility import jobs as _jobs  # noqa: F401 - registers its kinds of jobs
from sayeban.eligibility.actions.estimate_means import MeansTerms, approve_means, set_means
from sayeban.eligibility.means import SAMPLE
from sayeban.eligibility.reads import means as reading
from sayeban.eligibility.reads.means import explain_means, model_on, models
from sayeban.eligibility.tests.makers import AUTHOR, NOW, SECOND, TODAY, facts_seeded
from sayeban.eligibility.tests.test_pages import text
from sayeban.facts.public import row_of
from sayeban.kit.units import Unit
from sayeban.organisations.public import seed
from sayeban.people.tests.makers import person, register, source_row
from sayeban.people.tests.test_pages import client, looks
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting, looking
from sayeban.runtime.jobs import run_job
from sayeban.runtime.models import Job
from sayeban.sheets.public import write_tables

pytestmark = pytest.mark.django_db
PAGE = "/rules/means/"
TERMS = MeansTerms("مدل نمونه", SAMPLE, True, "ساختگی", date(2026, 3, 21))
NEXT = {
    "title": "مدل تازه",
    "legal_basis": "مصوبهٔ ۱۴۰۵",
    **{"valid_from_day": "1", "valid_from_month": "10", "valid_from_year": "1405"},
    "sample": "on",
}
HEADS = ("داده", "وزن", "بیشترش توانگرتر")


@pytest.fixture(autouse=True)
def homes() -> Iterator[None]:
    """Eleven households with homes of 0, 10 … 100 metres; the last of them owns it."""
    facts_seeded()
    with time_machine.travel(NOW, tick=False):
        with acting(OPERATOR, NOW):
            seed()
        register(*(source_row(n, full_name=f"نفر {n}", is_head=True) for n in range(11)))
        with acting(OPERATOR, NOW), connection.cursor() as cursor:
            cursor.execute("DELETE FROM facts_personrow; DELETE FROM facts_householdrow")
            for n in range(11):
                found = person(n)
                place = (found.province, found.county, found.centre)
                cursor.execute(
                    "INSERT INTO facts_householdrow (subject_id, province, county, centre,"
                    " home_area, owns_house) VALUES (%s, %s, %s, %s, %s, %s)",
                    [found.household_id, *place, 10 * n, n == 10],
                )
                cursor.execute(
                    "INSERT INTO facts_personrow (subject_id, household_id, province, county,"
                    " centre) VALUES (%s, %s, %s, %s, %s)",
                    [found.pk, found.household_id, *place],
                )
        yield


def model() -> None:
    approve_means(actor=SECOND, at=NOW, number=set_means(actor=AUTHOR, at=NOW, terms=TERMS))


def book(path: Path, *rows: tuple[str, int | str, str]) -> SimpleUploadedFile:
    write_tables({"شاخص‌ها": (HEADS, rows)}, path)
    return SimpleUploadedFile("m.xlsx", path.read_bytes())


def waiting() -> list[int]:
    with acting(OPERATOR, NOW):
        return [each.id for each in models() if each.waits]


def test_the_page_shows_indicators_weights_and_that_it_is_a_sample() -> None:
    reader = client(Post.COUNTY_HEAD, Unit.of_county("0701"))
    assert "هنوز مدلی نوشته نشده است" in text(reader, PAGE)
    model()
    shown = text(reader, PAGE)
    for said in ("مدل نمونه", "نمونه</span>", "کمتر یعنی توانگرتر", "دهک رسمی سامانهٔ رفاه"):
        assert said in shown
    assert "مدل تازه" not in shown
    assert reader.post(f"{PAGE}estimate/").status_code == 403


def test_a_model_goes_out_as_a_workbook_and_comes_back_changed(tmp_path: Path) -> None:
    model()
    writer, second = client(Post.HQ_EXPERT, Unit.hq()), client(Post.HQ_DEPUTY, Unit.hq())
    with acting(OPERATOR, NOW):
        [held] = models()
    out = writer.get(f"{PAGE}{held.id}/indicators.xlsx")
    same = SimpleUploadedFile("m.xlsx", b"".join(out.streaming_content))  # type: ignore[attr-defined]  # a FileResponse
    assert writer.post(f"{PAGE}new/", NEXT | {"book": same}).status_code == 303
    [number] = waiting()
    with acting(OPERATOR, NOW):
        assert next(each for each in models() if each.waits).indicators == held.indicators
    assert "تأیید این مدل" not in text(writer, PAGE)
    assert writer.post(f"{PAGE}{number}/approve/").status_code == 422
    assert second.post(f"{PAGE}{number}/approve/").status_code == 303
    assert waiting() == []
    changed = book(tmp_path / "m.xlsx", ("home_area", 3, "بله"), ("household_size", 1, "خیر"))
    later = NEXT | {"valid_from_month": "11", "book": changed}
    assert writer.post(f"{PAGE}new/", later).status_code == 303


@pytest.mark.parametrize("row", [("age", 1, "بله"), ("home_area", 0, "بله"), ("home_area", 1, "؟")])
def test_a_workbook_that_is_no_model_is_refused_in_words(
    tmp_path: Path, row: tuple[str, int, str]
) -> None:
    writer = client(Post.HQ_EXPERT, Unit.hq())
    refused = writer.post(f"{PAGE}new/", NEXT | {"book": book(tmp_path / "m.xlsx", row)})
    assert refused.status_code == 422
    assert "مدل ثبت نشد" in refused.content.decode()
    assert writer.post(f"{PAGE}new/", NEXT).status_code == 422


def test_the_worker_estimates_and_a_household_reads_why() -> None:
    terms = MeansTerms(
        *("مدل نمونه", ({"fact": "home_area", "weight": 3, "richer": "more"},), True, "ساختگی"),
        TODAY,
    )
    approve_means(actor=SECOND, at=NOW, number=set_means(actor=AUTHOR, at=NOW, terms=terms))
    second = client(Post.HQ_DEPUTY, Unit.hq())
    assert second.post(f"{PAGE}estimate/").status_code == 303
    assert "برآورد دهک خانوارها: در صف" in text(second, PAGE)
    with acting(OPERATOR, NOW):
        started = Job.objects.get(kind="rules.means")
    run_job(str(started.pk))
    assert "انجام شد" in text(second, PAGE)
    head: Client = client(Post.COUNTY_HEAD, Unit.of_county("0701"))
    shown = text(head, f"{PAGE}of/{person(5).pk}/")
    assert "۵۰" in shown
    assert "<dt>دهک</dt><dd>۶</dd>" in " ".join(shown.split())
    assert ("rules.means", 1) in [(purpose, rows) for purpose, _, rows in looks()]
    far = client(Post.DIRECTOR_GENERAL, Unit.of_province("10"))
    assert far.get(f"{PAGE}of/{person(5).pk}/").status_code == 404


def test_places_are_those_of_the_estimate_and_unknown_has_none() -> None:
    model()
    with looking(OPERATOR):
        found = explain_means(person(5).pk, model_on(TODAY))
    places = {each.fact.key: each.place for each in found.parts}
    assert (places["home_area"], places["owns_house"], places["income_total"]) == (0.5, 0.0, None)
    assert found.known == pytest.approx(0.3)


def test_unknown_taken_for_nothing_would_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: with unknown read as zero every indicator would have a place."""
    model()
    real = row_of
    zero = dict.fromkeys((each["fact"] for each in SAMPLE), 0)
    monkeypatch.setattr(
        reading,
        "row_of",
        lambda who: zero | {k: v for k, v in real(who).items() if v is not None},
    )
    with looking(OPERATOR):
        found = explain_means(person(5).pk, model_on(TODAY))
    assert found.known > 0.3
