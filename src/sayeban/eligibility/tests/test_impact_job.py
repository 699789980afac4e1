"""The impact of a version by the worker: of exactly the text that was seen, with its map."""

from io import BytesIO
from zipfile import is_zipfile

import pytest
from django.db import connection
from django.test import Client

from sayeban.accounts.public import Post
from sayeban.design.filters import percent
from sayeban.eligibility.actions import preview_impact as previewing
from sayeban.eligibility.actions.keep_rules import draft_rule
from sayeban.eligibility.models import Impact
from sayeban.eligibility.tests.makers import AUTHOR, NOW, document, in_force, leaf, person
from sayeban.eligibility.tests.test_pages import PAGE, counted, drafted, jobs, text, world
from sayeban.kit.units import Unit
from sayeban.people.tests.makers import person as person_of
from sayeban.people.tests.makers import register, source_row
from sayeban.people.tests.test_pages import client, looks
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting
from sayeban.runtime.jobs import run_job

__all__ = ["world"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world")]


@pytest.fixture
def second() -> Client:
    return client(Post.HQ_DEPUTY, Unit.hq())


def impacts() -> int:
    with acting(OPERATOR, NOW):
        return Impact.objects.count()


def changed_after_asking(second: Client) -> None:
    drafted()
    assert second.post(f"{PAGE}impact/").status_code == 303
    later = document(leaf("old", "age", ">=", value=65))
    draft_rule(actor=AUTHOR, at=NOW, document=later, revision=1)
    run_job(str(jobs()[-1].pk))


def test_a_counting_shows_how_far_it_is_and_names_nobody_meanwhile(second: Client) -> None:
    drafted()
    assert "بی این شمارش تأیید ممکن نیست" in text(second, PAGE)
    counted(second)
    assert "چند نمونه" in text(second, PAGE)
    assert "بی این شمارش تأیید ممکن نیست" not in text(second, PAGE)
    assert second.post(f"{PAGE}impact/").status_code == 303
    before = len(looks())
    shown = text(second, PAGE)
    assert "data-progress" in shown
    assert "شمردن اثر: در صف" in shown
    assert "اثر را بشمار" not in shown
    assert len(looks()) == before


def test_the_sample_leads_to_files_by_their_own_number(second: Client) -> None:
    register(source_row(1, file_number="12-345"))
    found = person_of(1)
    with acting(OPERATOR, NOW), connection.cursor() as cursor:
        cursor.execute("DELETE FROM facts_personrow")
    person(found.pk, 10, age=70)
    person(999_999, 10, age=70)
    drafted()
    counted(second)
    shown = text(second, PAGE)
    assert f'<a href="/people/{found.pk}/">' in shown
    assert "12-345" in shown
    assert "پروندهٔ بی‌شماره" in shown  # of the one who has only facts
    assert "12-345" in text(second, "/rules/aged_support/edit/")


def test_two_countings_of_one_version_do_not_run_at_once(second: Client) -> None:
    drafted()
    for _ in range(2):
        assert second.post(f"{PAGE}impact/").status_code == 303
    assert len(jobs()) == 1
    run_job(str(jobs()[0].pk))
    second.post(f"{PAGE}impact/")
    assert len(jobs()) == 2


def test_a_text_that_changed_meanwhile_is_not_counted(second: Client) -> None:
    changed_after_asking(second)
    assert jobs()[-1].state == "refused"
    assert impacts() == 0
    assert "در این میان تغییر کرده است" in text(second, PAGE)


def test_without_its_check_another_text_would_be_counted(
    second: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control of the test above."""
    blind = previewing.preview_impact

    def unchecked(**given: object) -> object:
        return blind(**{**given, "sha256": ""})  # type: ignore[arg-type]  # passed on

    monkeypatch.setattr("sayeban.eligibility.jobs.preview_impact", unchecked)
    changed_after_asking(second)
    assert impacts() == 1


def test_maps_show_which_share_of_a_province_enters_and_leaves(second: Client) -> None:
    in_force(document())
    later = document(leaf("old", "age", ">=", value=65), valid_from="2026-12-22")
    draft_rule(actor=AUTHOR, at=NOW, document=later)
    page = "/rules/aged_support/2/"
    second.post(f"{page}impact/")
    run_job(str(jobs()[-1].pk))
    shown = text(second, page)
    assert "در برابر نسخهٔ ۱" in shown
    assert "سهم خارج‌شوندگان" in shown
    assert "سهم واردشوندگان" not in shown
    assert f"استان فارس: {percent(1.0)}" in shown


def test_the_figures_come_as_a_workbook_to_headquarters_alone(second: Client) -> None:
    drafted()
    assert second.get(f"{PAGE}impact.xlsx").status_code == 404
    counted(second)
    answer = second.get(f"{PAGE}impact.xlsx")
    assert is_zipfile(BytesIO(b"".join(answer.streaming_content)))  # type: ignore[attr-defined]  # a FileResponse
    county = client(Post.COUNTY_HEAD, Unit.of_county("0701"))
    assert county.get(f"{PAGE}impact.xlsx").status_code == 403
