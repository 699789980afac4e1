"""Makers of what a company's program meets: an agreement in force, a program with its token."""

import base64
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.test import Client

from sayeban.accounts.machines import TOKEN_HOLDS, hashed
from sayeban.accounts.models import MachineClient, MachineToken
from sayeban.accounts.public import ClientTerms, add_client
from sayeban.exemptions.actions.publish_release import publish_release
from sayeban.exemptions.tests import makers
from sayeban.exemptions.tests.makers import NOW
from sayeban.kit.units import Unit
from sayeban.organisations.models import SupportInstitution
from sayeban.organisations.public import (
    AgreementTerms,
    activate_agreement,
    declare_company_ready,
    propose_agreement,
)
from sayeban.runtime.actor import OPERATOR, SYSTEM
from sayeban.runtime.context import acting

EXPERT = makers.actor("hq_expert", Unit.hq(), 130)
DEPUTY = makers.actor("hq_deputy", Unit.hq(), 131)
ALL_COLUMNS = ("number", "mobile", "address", "county", "settlement")
FEED = "behzisti.gas.07.307"
V1 = "/utility/v1"

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as TestResponse


def proposed(**changed: Any) -> int:
    with acting(OPERATOR, NOW):
        SupportInstitution.objects.get_or_create(code="behzisti", defaults={"name": "بهزیستی"})
    terms: dict[str, Any] = {
        "publisher": "behzisti",
        "utility": "gas",
        "company": "307",
        "provinces": ["07"],
        "columns": ALL_COLUMNS,
        "legal_basis": "بند (ی) تبصره ۸",
        "purpose": "اعمال معافیت قبض گاز",
        "starts": date(2026, 3, 21),
        "ends": None,
        "contact_name": "مهندس کریمی",
        "contact_phone": "07132220000",
    }
    return propose_agreement(actor=EXPERT, at=NOW, terms=AgreementTerms(**(terms | changed)))


def agreed(at: datetime = NOW, **changed: Any) -> int:
    """An agreement in force with a company that is ready."""
    number = proposed(**changed)
    activate_agreement(actor=DEPUTY, at=at, agreement=number)
    declare_company_ready(actor=EXPERT, at=at, agreement=number, note="نامهٔ ۱۴۰۵/۱۲")
    return number


def token_of(client_id: str, at: datetime) -> str:
    return f"token-of-{client_id}-{at.isoformat()}"


def token(client_id: str = "gas-307", at: datetime = NOW, **changed: Any) -> str:
    """A token of a program, which is made at first."""
    made = MachineClient.objects.filter(client_id=client_id).first()
    if made is None:
        terms = {"utility": "gas", "company": "307", "title": "سامانهٔ مشترکان"} | changed
        add_client(actor=EXPERT, at=at, terms=ClientTerms(client_id=client_id, **terms))
        made = MachineClient.objects.get(client_id=client_id)
    drawn = token_of(client_id, at)
    MachineToken.objects.create(
        sha256=hashed(drawn),
        client=made,
        scopes=made.scopes,
        certificate=made.certificate,
        issued_at=at,
        expires=at + TOKEN_HOLDS,
    )
    return drawn


def basic(client_id: str, secret: str) -> dict[str, str]:
    word = base64.b64encode(f"{client_id}:{secret}".encode()).decode()
    return {"Authorization": f"Basic {word}"}


def published(release_id: int) -> int:
    return publish_release(actor=SYSTEM, at=NOW, release_id=release_id)


def program(bearer: str) -> Client:
    return Client(headers={"Authorization": f"Bearer {bearer}"})


def changes(client: Client, query: str = "", feed: str = FEED) -> "TestResponse":
    return client.get(f"{V1}/feeds/{feed}/changes{query}")
