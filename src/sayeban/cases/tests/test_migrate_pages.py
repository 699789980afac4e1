"""Running cases go to the version in force after a second look, a step that is gone as another."""

from typing import Any

import pytest
from django.test import Client

from sayeban.accounts.public import Post
from sayeban.cases import jobs
from sayeban.cases.actions.migrate_cases import migrate_cases, waiting_to_migrate
from sayeban.cases.actions.publish_service import import_services
from sayeban.cases.models import Case
from sayeban.cases.refusals_case import NothingToMigrate
from sayeban.cases.tests.makers import NOW, card, of, open_step, opened, step, way
from sayeban.cases.tests.visiting import HQ, text_of, visitor
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting
from sayeban.runtime.models import Job

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now", "service")]

PAGE, WRITER = "/services/disability_card/migrate/", of("hq_expert", HQ, 21)


@pytest.fixture
def writer() -> Client:
    return visitor(Post.HQ_EXPERT, HQ)


def in_force(document: dict[str, Any]) -> None:
    import_services(actor=OPERATOR, at=NOW, documents=[document], publish=True)


def renamed() -> dict[str, Any]:
    """The first step has another key and other days: the old one is gone."""
    made = card()
    made["steps"][0] = step("reception", "county_expert", "county", 4)
    made["start"] = "reception"
    for each in made["transitions"]:
        each["step"] = each["step"].replace("intake", "reception")
        each["to"] = each["to"].replace("intake", "reception")
    return made


def number_of(case_id: int) -> int:
    with acting(OPERATOR, NOW):
        return Case.objects.get(pk=case_id).version.number


def test_a_step_that_is_gone_becomes_the_one_that_is_named() -> None:
    case = opened().case_id
    in_force(renamed())
    for steps in ({}, {"intake": "nothing"}):
        with pytest.raises(NothingToMigrate):
            migrate_cases(actor=WRITER, at=NOW, service="disability_card", steps=steps)
    assert number_of(case) == 1
    steps = {"intake": "reception"}
    assert migrate_cases(actor=WRITER, at=NOW, service="disability_card", steps=steps) == 1
    found = open_step(case)
    assert (found.key, found.role, found.days, found.round) == ("reception", "county_expert", 4, 1)
    assert found.due_on > NOW.date()
    assert number_of(case) == 2


def test_a_step_beside_another_that_is_gone_holds_everything(writer: Client) -> None:
    made = card()
    made["steps"].append(step("look", "county_expert", "county", parallel_with="intake"))
    made["transitions"].append(way("look", "seen", "intake"))
    in_force(made)
    opened()
    in_force(card())
    steps = {"look": "intake"}
    with pytest.raises(NothingToMigrate):
        migrate_cases(actor=WRITER, at=NOW, service="disability_card", steps=steps)
    assert "هیچ پرونده‌ای برده نمی‌شود" in text_of(writer, PAGE)


def test_the_page_shows_what_moves_asks_twice_and_starts_the_work(writer: Client) -> None:
    cases = [opened(serial).case_id for serial in (1, 2)]
    in_force(renamed())
    assert PAGE in text_of(writer, "/services/disability_card/")
    page = text_of(writer, PAGE)
    assert "نسخهٔ تازه این گام را ندارد" in page
    assert writer.post(PAGE, {}).status_code == 422
    second = writer.post(PAGE, {"to-intake": "reception"}).content.decode()
    assert "برگشت ندارد" in second
    with acting(OPERATOR, NOW):
        assert not Job.objects.exists()
    sent = writer.post(PAGE, {"to-intake": "reception", "sure": "True"})
    assert sent["Location"] == f"{PAGE}?done=cases_migrating"
    with acting(OPERATOR, NOW):
        made = Job.objects.get()
    said: list[tuple[int, int]] = []
    jobs.migrate(WRITER, made.arguments, lambda done, total: said.append((done, total)))
    assert said == [(2, 2)]
    assert {number_of(case) for case in cases} == {2}
    assert "روی نسخهٔ در کار هستند" in text_of(writer, PAGE)


def test_a_set_at_a_time_until_all_have_moved(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "MOST", 2)
    for serial in range(1, 6):
        opened(serial)
    in_force(card() | {"title": "عنوان تازه"})
    said: list[tuple[int, int]] = []
    arguments = {"code": "disability_card", "steps": {}}
    answer = jobs.migrate(WRITER, arguments, lambda done, total: said.append((done, total)))
    assert (answer, said) == ({"moved": 5}, [(2, 5), (4, 5), (5, 5)])
    with acting(OPERATOR, NOW):
        assert waiting_to_migrate("disability_card") == 0
