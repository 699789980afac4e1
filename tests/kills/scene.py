"""The database that every kill starts from; runs in a process of its own."""

import json
from datetime import timedelta
from pathlib import Path

from django.test.utils import setup_test_environment
from django.utils.timezone import now

from sayeban.accounts.public import Post
from sayeban.accounts.tests.makers import make_user
from sayeban.exemptions.public import load_workbook
from sayeban.exemptions.tests import makers, sheets_made
from sayeban.kit.units import Unit
from sayeban.runtime.actor import OPERATOR
from sayeban.sites.tests.visiting import signed_in
from tests.kills import books

WORKERS = 8
COLLECTED = 12
"""Rows of the worksheet that is collected."""


def make(folder: Path) -> None:
    """A running campaign with a first load, users, and files to load and to collect in `folder`."""
    setup_test_environment()
    at = now()
    makers.places()
    makers.companies()
    campaign = makers.campaign(sheets_made.CODE, starts=(at - timedelta(days=2)).date())
    load_workbook(
        actor=OPERATOR,
        at=at,
        code=campaign.code,
        path=books.first(folder / "first.xlsx"),
        report=_silent,
    )
    books.second(folder / "second.xlsx")
    workers = [
        make_user(f"worker{n or ''}", Post.SOCIAL_WORKER, sheets_made.CENTRE, at)
        for n in range(WORKERS)
    ]
    sheets_made.trained(campaign, *workers)
    sheets_made.issued(folder / "blank.xlsx")
    _worksheet(folder / "collected.xlsx")
    expert = make_user("expert", Post.HQ_EXPERT, Unit.hq(), at)
    about = {
        "expert": expert.user_id,
        "session": signed_in(expert, at).cookies["sayeban_session"].value,
        "sessions of workers": [
            signed_in(worker, at).cookies["sayeban_session"].value for worker in workers
        ],
    }
    (folder / "about.json").write_text(json.dumps(about))


def _silent(done: int, total: int) -> None:
    """Nobody watches."""


def _worksheet(path: Path) -> None:
    """Complete rows; two households name one bill, which is a suspicion."""
    own = [n for n in range(1, books.FIRST) if books.CENTRES[n % 3] == "7011" and n % 5]
    typed = {
        makers.national_id(number): sheets_made.complete(max(place, 1))
        for place, number in enumerate(own[:COLLECTED])
    }
    sheets_made.fill(sheets_made.issued(path), typed)
