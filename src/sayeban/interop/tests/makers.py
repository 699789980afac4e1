"""Makers of partners and of their messages."""

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.test import Client

from sayeban.accounts.machines import TOKEN_HOLDS, hashed
from sayeban.accounts.models import MachineClient, MachineToken
from sayeban.exemptions.package.signing import pem
from sayeban.exemptions.tests import makers
from sayeban.interop.actions.keep_partners import PartnerTerms, add_partner
from sayeban.interop.attributes import ATTRIBUTES
from sayeban.kit.units import Unit
from sayeban.people.tests.makers import national_id

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as TestResponse

EXPERT = makers.actor("hq_expert", Unit.hq(), 130)
DEPUTY = makers.actor("hq_deputy", Unit.hq(), 131)
BASE = "/dci/v1"
SYNC = f"{BASE}/registry/sync/search"
BACK = "http://127.0.0.1:9"
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = pem(KEY.public_key())


def now() -> datetime:
    return datetime.now(UTC)


def terms(client_id: str = "welfare", **changed: Any) -> PartnerTerms:
    given: dict[str, Any] = {
        "title": "سامانهٔ رفاه",
        "purpose": "جلوگیری از پوشش دوباره",
        "provinces": ["07"],
        "attributes": list(ATTRIBUTES),
        "addresses": [BACK],
    }
    return PartnerTerms(client_id, **(given | changed))


@dataclass(frozen=True)
class Party:
    """A partner with a token, as it calls."""

    client_id: str
    bearer: str
    http: Client = field(default_factory=Client)

    def post(self, path: str, sent: object, **headers: str) -> "TestResponse":
        body = sent if isinstance(sent, bytes) else json.dumps(sent, ensure_ascii=False).encode()
        return self.http.post(
            path,
            body,
            content_type="application/json",
            headers={"Authorization": f"Bearer {self.bearer}", **headers},
        )

    def message(self, verb: str, message: dict[str, Any], **header: Any) -> dict[str, Any]:
        count = next((len(v) for v in message.values() if isinstance(v, list)), 1)
        told = {
            "version": "1.0.0",
            "message_id": str(uuid4()),
            "message_ts": now().isoformat(),
            "action": verb,
            "sender_id": self.client_id,
            "sender_uri": f"{BACK}/",
            "receiver_id": "sayeban",
            "total_count": count,
        }
        return {"header": told | header, "message": message}

    def search(self, *queries: dict[str, Any], **header: Any) -> dict[str, Any]:
        items = [
            {"reference_id": f"r{n}", "timestamp": now().isoformat(), "search_criteria": each}
            for n, each in enumerate(queries)
        ]
        message = {"transaction_id": "t1", "search_request": items}
        return self.message("search", message, **header)


def partner(client_id: str = "welfare", **changed: Any) -> Party:
    """A partner whose record is open, with a token."""
    add_partner(actor=EXPERT, at=now(), terms=terms(client_id, **changed))
    return Party(client_id, token_of(client_id))


def token_of(client_id: str) -> str:
    made = MachineClient.objects.get(client_id=client_id)
    drawn = f"token-of-{client_id}"
    MachineToken.objects.create(
        sha256=hashed(drawn),
        client=made,
        scopes=made.scopes,
        issued_at=now(),
        expires=now() + TOKEN_HOLDS,
    )
    return drawn


def by_id(serial: int, entity: str = "Group", **changed: Any) -> dict[str, Any]:
    """A search for one person by his identifier."""
    query = {"type": "UIN", "value": national_id(serial)}
    return {"query_type": "idtype-value", "query": query, "response_entity": entity} | changed


def records(answer: "TestResponse", place: int = 0) -> list[dict[str, Any]]:
    assert answer.status_code == 200, answer.content.decode()
    found: list[dict[str, Any]] = answer.json()["message"]["search_response"][place]["data"][
        "reg_records"
    ]
    return found


def codes(answer: "TestResponse") -> list[str]:
    """The codes of a message that was not taken."""
    assert answer["Content-Type"] == "application/problem+json"
    return [each["code"] for each in answer.json()["errors"]]
