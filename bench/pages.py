"""Pages with the rows of the national run, as a web process of its own would answer them."""

import json
import logging
import subprocess
import sys
import time
from collections.abc import Mapping
from http import HTTPStatus
from pathlib import Path
from statistics import median
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings
from django.utils.timezone import now

from bench import databases
from bench.figures import processor_seconds
from bench.load import CODE
from sayeban.accounts.public import Post
from sayeban.accounts.tests.makers import enrolled, make_user
from sayeban.exemptions.models import Row, StateCount
from sayeban.exemptions.public import count_what_changed
from sayeban.kit.units import Unit
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting

Looks = dict[str, dict[str, float]]
_MOST, _SECONDS = 40, 30.0
_PAGES = {"board": "", "worksheet": "rows/", "quality": "quality/"}
_OF_SIGN_IN = ("django_session", "accounts_user", "accounts_appointment")
_OF_TRANSACTION = ("SAVEPOINT", "RELEASE", "SET LOCAL", "SELECT set_config", "COMMIT", "BEGIN")


def measured(database: str) -> dict[str, Any]:
    """`pages` by "who: which page", `web_mb` the memory of the process, `rows` of the campaign."""
    command = [sys.executable, "-m", "bench", "--pages", database]
    found = subprocess.run(command, stdout=subprocess.PIPE, check=True)
    answer: dict[str, Any] = json.loads(found.stdout.splitlines()[-1])
    return answer


def look(database: str) -> None:
    """What the process of its own does; prints JSON."""
    logging.disable(logging.CRITICAL)
    with databases.using(database), override_settings(ALLOWED_HOSTS=["testserver"]):
        # What the worker does each minute.
        count_what_changed(at=now())
        with acting(OPERATOR, now()):
            rows = Row.objects.count()
        pages = {
            f"{who}: {page}": timed(client, f"/campaigns/{CODE}/units/{unit}/{path}")
            for who, (client, unit) in _visitors().items()
            for page, path in _PAGES.items()
        }
    print(json.dumps({"pages": pages, "web_mb": _memory(), "rows": rows}))


def _memory() -> int:
    """The most MB this process ever had; getrusage would count its parent's from before."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) // 1024


def _visitors() -> Mapping[str, tuple[Client, Unit]]:
    """The head and an expert of the largest county, its director-general, headquarters."""
    with acting(OPERATOR, now()), connection.cursor() as cursor:
        table = StateCount._meta.db_table
        cursor.execute(
            f"SELECT county FROM {table} WHERE county <> '' GROUP BY 1 ORDER BY sum(rows) DESC"
        )
        county = Unit.of_county(cursor.fetchone()[0])
    posts = {
        "head of the largest county": (Post.COUNTY_HEAD, county),
        "expert of the largest county": (Post.COUNTY_EXPERT, county),
        "director-general": (Post.DIRECTOR_GENERAL, county.parent),
        "headquarters": (Post.HQ_DEPUTY, Unit.hq()),
    }
    return {who: (client_of(post, unit), unit) for who, (post, unit) in posts.items()}


def client_of(post: Post, unit: Unit) -> Client:
    """Somebody of this post who has signed in."""
    user = enrolled(make_user(f"bench.{time.time_ns()}", post, unit), now())
    client = Client()
    session = client.session
    session.update({"user_id": user.user_id, "epoch": user.epoch})
    session.save()
    client.cookies["sayeban_session"] = session.session_key or ""
    return client


def timed(client: Client, path: str, sent: Mapping[str, str] | None = None) -> dict[str, float]:
    """Median, p95 and processor seconds of one page, read or sent, and its questions."""

    def ask() -> int:
        answer = client.get(path) if sent is None else client.post(path, sent)
        return answer.status_code

    assert ask() == HTTPStatus.OK, path
    with CaptureQueriesContext(connection) as found:
        ask()
    # Now: the next request forgets them.
    questions = sum(_is_asked(query["sql"].strip()) for query in found.captured_queries)
    seconds: list[float] = []
    ends, spent = time.monotonic() + _SECONDS, processor_seconds()
    while len(seconds) < _MOST and (time.monotonic() < ends or not seconds):
        began = time.perf_counter()
        ask()
        seconds.append(time.perf_counter() - began)
    seconds.sort()
    return {
        "processor": (processor_seconds() - spent) / len(seconds),
        "median": median(seconds),
        "p95": seconds[int(len(seconds) * 0.95)],
        "questions": questions,
        "times": len(seconds),
    }


def _is_asked(sql: str) -> bool:
    """Whether a statement is a question of the page itself."""
    of_sign_in = any(f'FROM "{table}"' in sql for table in _OF_SIGN_IN)
    return not sql.startswith(_OF_TRANSACTION) and not of_sign_in
