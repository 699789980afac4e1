"""Commands that show persons ask the same right as the pages, and leave a record of the look."""

from argparse import Namespace
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction

from sayeban.accounts.public import Post
from sayeban.exemptions import public as exemptions
from sayeban.exemptions.tests.books import hq_book, line
from sayeban.exemptions.tests.ladder import (
    CENTRE,
    COUNTY,
    approved,
    collected,
    sign,
    suspicion,
    world,
)
from sayeban.exemptions.tests.visiting import staff
from sayeban.kit.units import Unit
from sayeban.runtime.context import WEB_ROLE, looking
from sayeban.runtime.refusals import AccessDenied
from sayeban.sites.commands import campaign, ladder

pytestmark = pytest.mark.django_db


def looks() -> list[tuple[str, str, int]]:
    """Nobody who works may read the looks: the owner of the table does."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE NONE")
        cursor.execute("SELECT purpose, subject, rows FROM audit_look ORDER BY id")
        found: list[tuple[str, str, int]] = cursor.fetchall()
        cursor.execute(f"SET LOCAL ROLE {WEB_ROLE}")
        return found


def violations(user: str) -> dict[str, Any]:
    options = {"code": "c1405", "as_user": user, "confirm": None, "clear": None}
    return ladder.violations(Namespace(**options))


def case() -> None:
    opened = world()
    suspicion(opened, [collected(opened, CENTRE) for _ in "12"], COUNTY)


def test_who_may_not_review_lists_nobody_and_leaves_no_look() -> None:
    case()
    staff("expert", Post.COUNTY_EXPERT, COUNTY)
    with pytest.raises(AccessDenied):
        violations("expert")
    assert looks() == []


def test_without_the_check_the_persons_would_be_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Negative control."""
    case()
    staff("expert", Post.COUNTY_EXPERT, COUNTY)
    monkeypatch.setattr("sayeban.exemptions.recorded._check", lambda *_: None)
    assert len(violations("expert")["candidates"]) == 1


def test_a_reviewers_list_is_recorded_with_its_persons() -> None:
    case()
    staff("reviewer", Post.COUNTY_HEAD, COUNTY)
    assert len(violations("reviewer")["candidates"][0]["rows"]) == 2
    assert looks() == [("review", "exemptions.candidate", 2)]


def test_a_sample_that_is_written_is_recorded(tmp_path: Path) -> None:
    opened = world()
    rows = [collected(opened, CENTRE) for _ in range(3)]
    sign(opened, CENTRE)
    approved(opened, CENTRE)
    staff("expert", Post.COUNTY_EXPERT, COUNTY)
    options = {"code": "c1405", "as_user": "expert", "unit": "0701", "results": None}
    ladder.sample(Namespace(**options, out=tmp_path / "s.xlsx"))
    assert looks() == [("download", "exemptions.sample", len(rows))]


def test_a_report_of_rejected_rows_is_recorded(tmp_path: Path) -> None:
    world()
    staff("hq", Post.HQ_EXPERT, Unit.hq())
    book = hq_book(tmp_path / "hq.xlsx", [line("123")])
    options = {"code": "c1405", "as_user": "hq", "files": [book], "report": tmp_path / "r.xlsx"}
    assert campaign.load(Namespace(**options))["rejected"] == 1
    assert looks() == [("correct_load", "exemptions.rejected", 1)]


def test_who_may_not_load_gets_no_rejected_rows(tmp_path: Path) -> None:
    world()
    expert = staff("expert", Post.COUNTY_EXPERT, COUNTY)
    with looking(expert), pytest.raises(AccessDenied):
        exemptions.download_rejected(expert, "c1405", exemptions.Filter(), tmp_path / "r.xlsx")
