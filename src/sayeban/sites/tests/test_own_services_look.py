"""A client's pages of requests, file, contests and waiting in Chromium: axe, reflow, targets."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from sayeban.cases.public import Opened
from sayeban.cases.tests.makers import COUNTY, HEAD, NOW, of
from sayeban.design import testing
from sayeban.design.drawn import faults_of_all
from sayeban.exemptions.models import Row
from sayeban.facts.public import (
    Claim,
    decide_contest,
    disclose,
    open_own_contest,
    refer_contest,
)
from sayeban.facts.tests.makers import TODAY
from sayeban.runtime.actor import SYSTEM
from sayeban.sites.tests.own_cases import at_his_turn, himself, known, service
from sayeban.sites.tests.own_pages import entered, household
from sayeban.support.public import put_on_list

pytestmark = [pytest.mark.django_db, pytest.mark.browser, pytest.mark.slow]


def _settled() -> tuple[Row, int, Opened]:
    """A client, the number of a wrong value, and a case that waits for him."""
    service()
    row = household(full_name="سیدهٔ معصومه موسوی")
    known(row, "tenure", "tenant", of="household", origin="received", register="tenancy")
    known(row, "rent_monthly", 6_000_000, of="household", as_of=TODAY - timedelta(days=500))
    known(row, "illness_name", "تالاسمی", origin="received", register="disability")
    wrong = known(row, "has_disability", told=False, origin="received", register="disability")
    disclose(
        actor=SYSTEM,
        at=NOW,
        person_id=row.person_id,
        receiver="grant:1",
        title="بنیاد نمونه",
        purpose="جلوگیری از پوشش دوباره",
        values=[wrong],
    )
    case = at_his_turn(row, documents=False)
    put_on_list(
        actor=of("county_expert", COUNTY),
        at=NOW,
        unit=COUNTY,
        person_id=row.person_id,
        service="disability_card",
    )
    return row, wrong, case


@pytest.fixture
def pages(country: None) -> dict[str, str]:
    """Every page by its name, written before Chromium starts: its loop shuts the database out."""
    row, wrong, case = _settled()
    client, empty = entered(row), entered(household())
    path = f"/mine/cases/{case.case_id}/"
    found = {
        "own": client.get("/mine/"),
        "cases": client.get("/mine/cases/"),
        "cases-none": empty.get("/mine/cases/"),
        "case": client.get(path),
        "track": Client().post("/track/", {"number": case.tracking_no}),
        "waiting": client.get("/mine/waiting/"),
        "waiting-none": empty.get("/mine/waiting/"),
        "file": client.get("/mine/file/"),
        "file-welfare": client.get("/mine/file/welfare/"),
        "file-identity": client.get("/mine/file/identity/"),
        "contest-new": client.get(f"/mine/contests/new/{wrong}/"),
        "contest-wrong": client.post(f"/mine/contests/new/{wrong}/", {}),
        "contests-none": client.get("/mine/contests/"),
    }
    client.post(f"{path}form/begin/")
    found |= {
        "form": client.get(f"{path}form/"),
        "question-known": client.get(f"{path}form/1/"),
        "question": client.get(f"{path}form/1/?wrong=1"),
        "question-wrong": client.post(f"{path}form/1/", {}),
    }
    client.post(f"{path}form/1/", {"verdict": "right"})
    client.post(f"{path}form/2/", {"value": "6500000"})
    found["check"] = client.get(f"{path}form/check/")
    client.post(f"{path}form/check/")
    claim = Claim(value=True, reason="رأی کمیسیون را دارم")
    number = open_own_contest(actor=himself(row), at=NOW, value_id=wrong, claim=claim)
    found |= {"case-sent": client.get(path), "contest": client.get(f"/mine/contests/{number}/")}
    refer_contest(actor=HEAD, at=NOW, number=number)
    decide_contest(
        actor=HEAD,
        at=NOW,
        number=number,
        accepted=True,
        answer="رأی دیده شد.",
        evidence="رأی ۱۲",
    )
    found |= {
        "contest-accepted": client.get(f"/mine/contests/{number}/"),
        "contests": client.get("/mine/contests/"),
    }
    assert {name: a.status_code for name, a in found.items() if a.status_code >= 500} == {}
    return {name: answer.content.decode() for name, answer in found.items()}


@pytest.mark.parametrize("widths", testing.WIDTHS)
def test_every_page_is_accessible_and_flows_on_a_phone(
    pages: dict[str, str], widths: tuple[int, ...]
) -> None:
    assert faults_of_all(pages, widths) == []


def test_no_page_needs_a_script_and_all_are_small(pages: dict[str, str]) -> None:
    """The one script names a file that was picked; without it the browser names it."""
    scripts = {found for body in pages.values() for found in re.findall("<script[^>]*>", body)}
    assert all("design/pick" in each for each in scripts), scripts
    assert max(len(body.encode()) for body in pages.values()) < 40_000
