"""Makers of agreements with institutions and of their programs, as they call."""

import json
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.test import Client

from sayeban.cases.tests import makers as of_cases
from sayeban.facts.public import set_purpose
from sayeban.facts.tests.makers import put, seeded, value
from sayeban.forms.tests.makers import put_in_force
from sayeban.interop.public import GrantTerms, activate_grant, add_grant
from sayeban.interop.tests.makers import DEPUTY, EXPERT, now, token_of
from sayeban.organisations.public import seed
from sayeban.people.tests.makers import national_id, person, register, source_row
from sayeban.runtime.actor import OPERATOR

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as TestResponse

BASE = "/social/v1"
FORM, SERVICE, PURPOSE = "rent_help", "disability_card", "overlap"
FACTS = ("decile", "rent_monthly", "has_file")
HERE, ELSEWHERE = 1, 2
"""Serials of a person of province 07 and of one of province 10."""


def terms(client_id: str = "charity", **changed: Any) -> GrantTerms:
    given: dict[str, Any] = {
        "title": "بنیاد نمونه",
        "provinces": ["07"],
        "purposes": [PURPOSE],
        "facts": FACTS,
        "forms": [FORM],
        "services": [SERVICE],
    }
    return GrantTerms(client_id, **(given | changed))


@dataclass(frozen=True)
class Program:
    """A program with a token."""

    bearer: str
    http: Client = field(default_factory=Client)

    def post(self, path: str, sent: object, key: str = "") -> "TestResponse":
        return self.http.post(
            f"{BASE}{path}",
            json.dumps(sent, ensure_ascii=False).encode(),
            content_type="application/json",
            headers={
                "Authorization": f"Bearer {self.bearer}",
                "Idempotency-Key": key or str(uuid4()),
            },
        )

    def get(self, path: str) -> "TestResponse":
        return self.http.get(f"{BASE}{path}", headers={"Authorization": f"Bearer {self.bearer}"})

    def begin(self, serial: int = HERE, key: str = "", **changed: Any) -> "TestResponse":
        sent = {"form": FORM, "version": 1, "national_id": national_id(serial)} | changed
        return self.post("/submissions", sent, key)

    def open(self, serial: int = HERE, key: str = "", **changed: Any) -> "TestResponse":
        sent = {"service": SERVICE, "national_id": national_id(serial)} | changed
        return self.post("/cases", sent, key)

    def facts(self, serial: int = HERE, **changed: Any) -> "TestResponse":
        sent = {"national_id": national_id(serial), "purpose": PURPOSE, "facts": list(FACTS)}
        return self.post("/facts/lookup", sent | changed)


def ground() -> None:
    """Two persons, what is known of them, a form and a service in force, a purpose."""
    seed(date(2026, 11, 23))
    seeded()
    set_purpose(
        actor=OPERATOR,
        at=now(),
        purpose=PURPOSE,
        title="جلوگیری از پوشش دوباره",
        legal_basis="ماده ۲ نمونه",
        registers=["decile"],
    )
    register(
        source_row(HERE, mobile="+989120000000"),
        source_row(ELSEWHERE, province="10", county="1001", centre="1011"),
    )
    for serial, decile in ((HERE, 3), (ELSEWHERE, 7)):
        household = person(serial).household_id
        assert household
        put(value(("household", household), "decile", decile, origin="received", register="decile"))
    put_in_force()
    of_cases.published()


def program(client_id: str = "charity", **changed: Any) -> Program:
    """A program whose agreement is in force."""
    add_grant(actor=EXPERT, at=now(), terms=terms(client_id, **changed))
    activate_grant(actor=DEPUTY, at=now(), client_id=client_id)
    return Program(token_of(client_id))


def code_of(answer: "TestResponse") -> str:
    """The code of a problem; its sentence is Persian."""
    assert answer["Content-Type"] == "application/problem+json", answer.content.decode()
    said = answer.json()
    assert said["detail"] == said["errors"][0]["message"] or len(said["errors"]) > 1
    return str(said["title"])
