"""The whole campaign on a small sample, every count equal to the ledger."""

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.utils.timezone import now
from pytest_django import Settings

from sayeban.accounts.public import actor_of
from sayeban.cases.public import seed_case_texts, write_calendar
from sayeban.country.today import today_of
from sayeban.exemptions.tests import makers
from sayeban.exemptions.tests.feeds.without_network import in_this_process
from sayeban.exemptions.tests.own_pages import at_his_counter, in_his_villages
from sayeban.facts.public import seed_facts, seed_registers
from sayeban.organisations.public import seed
from sayeban.people.tests.makers import rows_of
from sayeban.runtime.actor import OPERATOR, SYSTEM, Actor
from sayeban.runtime.context import WEB_ROLE, acting, looking
from sayeban.sites.demo.leaving import open_work
from sayeban.sites.demo.logins import FILE
from sayeban.sites.demo.report import Report
from sayeban.sites.demo.running import DemoUnfinished, run
from sayeban.sites.demo.scene import CODE
from sayeban.sites.menus import tasks_for

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

HOUSEHOLDS = 1_500


class Analysed(Report):
    """Counts the tables after each step.

    Autovacuum sees no row of the one transaction of a test: it would tell the planner that the
    tables are empty. The lock of ANALYZE keeps it away until the end.
    """

    @contextmanager
    def step(self, title: str) -> Iterator[dict[str, object]]:
        with super().step(title) as told:
            yield told
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")
            cursor.execute("ANALYZE")
            cursor.execute(f"SET ROLE {WEB_ROLE}")


@pytest.fixture
def home(tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Path:
    settings.HOME = tmp_path
    settings.MEDIA_ROOT = tmp_path / "files"

    def at_once(function: Callable[[], object], **_: object) -> None:
        function()

    # The test is one transaction that never commits; files appear when a command ends.
    monkeypatch.setattr(transaction, "on_commit", at_once)
    with acting(SYSTEM, now()):
        seed()
        seed_facts()
        seed_registers(now())
        seed_case_texts(now())
        write_calendar(today_of(now()))
    return tmp_path


def test_the_demo_runs_from_the_first_file_to_the_verified_packages(home: Path) -> None:
    report = Analysed(io.StringIO())
    left = home / "demo" / "worksheets" / "07" / "left-by-an-earlier-demo.xlsx"
    left.parent.mkdir(parents=True)
    left.write_bytes(b"")
    scene = run(home, "http://testserver", HOUSEHOLDS, report, send=in_this_process)
    assert report.compared > 400
    assert not left.exists()
    packages = sorted(path.name for path in (scene.folder / "packages").iterdir())
    assert packages == ["07-1", "07-2", "10-1", "23-1"]
    logins = (scene.folder / FILE).read_text("utf-8").splitlines()
    assert len(logins) == 17
    assert sum("در انتظار او" in line for line in logins) == 6
    county = scene.provinces[0].counties
    finds = {
        f"worker1.{county[0].centres[0]}": {
            "گردآوری اطلاعات",
            "اصلاح ردیف‌های برگشتی",
            "گردآوری خانهٔ تازهٔ جابه‌جاشدگان",
            "گام‌های باز پرونده‌ها در کارتابل شما",
        },
        f"head.{county[0].centres[0]}": {
            "گردآوری اطلاعات",
            "اصلاح ردیف‌های برگشتی",
            "گردآوری خانهٔ تازهٔ جابه‌جاشدگان",
            "دیدن دسته؛ تأیید آن پس از پایان کارهای مانده",
            "گام‌های باز پرونده‌ها در کارتابل شما",
        },
        f"expert.{county[1].code}": {"بررسی موردی"},
        f"head.{county[2].code}": {"تأیید دسته"},
    }
    assert {name: _waits_for(name) for name in finds} == finds
    helper, clerk = (f"{name}.{county[0].code}" for name in ("village", "clerk"))
    assert (in_his_villages(_now(helper), now()), at_his_counter(_now(clerk))) == (4, 5)
    assert open_work(scene).keys() == {*finds, helper, clerk}

    born = "SELECT count(birth_date) > 0.9 * count(*) FROM people_person"
    assert rows_of(born) == [(True,)]
    homes = "SELECT DISTINCT owns_house FROM facts_householdrow WHERE tenure = 'owner'"
    assert rows_of(homes) == [(True,)]
    entitled = """
      SELECT i.counts ->> 'yes' FROM eligibility_impact i
      JOIN eligibility_ruleversion v ON v.id = i.version_id
      JOIN eligibility_rule r ON r.id = v.rule_id WHERE r.code = 'deposit_aid'
    """
    assert rows_of(entitled) == [("8",)]

    # A second run shows the same logins and does nothing else.
    out = io.StringIO()
    again = run(home, "http://127.0.0.1:8000", HOUSEHOLDS, Report(out))
    assert logins[0] in out.getvalue()
    assert again.ledger == scene.ledger


def _waits_for(username: str) -> set[str]:
    """What the first page of somebody offers him to do."""
    actor = _now(username)
    with looking(actor):
        return {task.text for task in tasks_for(actor, now())}


def _now(username: str) -> Actor:
    """With the posts that he holds now."""
    with looking(OPERATOR):
        return actor_of(username, now())


def test_a_demo_that_was_cut_off_is_not_continued(home: Path) -> None:
    makers.campaign(CODE)
    with pytest.raises(DemoUnfinished):
        run(home, "http://127.0.0.1:8000", HOUSEHOLDS, Report(io.StringIO()))
