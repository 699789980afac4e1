"""A civil registry for demo and tests: it speaks the standard over HTTP and makes events up.

POST /registry/subscribe keeps a subscription and answers it at the sender's address; POST /events
with {"event": "Death", "national_id": "…", "on": "2026-11-25"} lets something happen, of which
the subscriber is notified with this registry's signature.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from uuid import uuid4

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.utils.timezone import now

from sayeban.interop import signing
from sayeban.interop.civil_client import Post
from sayeban.interop.rules import event_of
from sayeban.interop.sending import Sent, post


class FakeRegistry:
    """One registry. `site` is the base of our interface, where it is the partner `client_id`."""

    def __init__(
        self,
        site: str,
        client_id: str,
        secret: str,
        key: Ed25519PrivateKey,
        profile: str,
        send: Post = post,
    ) -> None:
        self.site = site.rstrip("/")
        self.client_id = client_id
        self._secret = secret
        self._key = key
        self._profile = profile
        self._post = send
        self.subscribed: dict[str, str] = {}
        """Event by the code of its subscription."""

    def take(self, sent: Mapping[str, Any]) -> dict[str, Any]:
        """Keep the subscriptions of a message and answer them at its sender's address."""
        number, at = str(uuid4()), now()
        items = []
        for each in sent["message"]["subscribe_request"]:
            code = str(uuid4())
            self.subscribed[code] = event_of(each["subscribe_criteria"]["reg_event_type"])
            info = {"code": code, "status": "subscribe", "timestamp": at.isoformat()}
            items.append(
                {
                    "reference_id": each["reference_id"],
                    "timestamp": at.isoformat(),
                    "status": "succ",
                    "subscriptions": [info],
                }
            )
        message = {
            "transaction_id": sent["message"]["transaction_id"],
            "correlation_id": number,
            "subscribe_response": items,
        }
        self._send("on-subscribe", message, len(items), at)
        told = {"ack_status": "ACK", "timestamp": at.isoformat(), "correlation_id": number}
        return {"message": told}

    def happened(self, event: str, national_id: str, on: str) -> Sent:
        """Notify an event, where somebody subscribed to it."""
        if event_of(event) not in self.subscribed.values():
            return Sent("nobody subscribed")
        at = now()
        person = {
            "@type": "CRVS_Person",
            "identifier": [{"identifier_type": "UIN", "identifier_value": national_id}],
            f"{event.lower()}_date": on,
        }
        data = {
            "reg_event_type": f"spdci-common:RegistryEventType:{event}",
            "reg_record_type": "Person",
            "reg_records": person,
        }
        told = {"reference_id": str(uuid4()), "timestamp": at.isoformat(), "data": data}
        message = {"transaction_id": str(uuid4()), "notify_event": [told]}
        return self._send("notify", message, 1, at)

    def _send(self, action: str, message: dict[str, Any], count: int, at: datetime) -> Sent:
        header = {
            "version": "1.0.0",
            "message_id": str(uuid4()),
            "message_ts": at.isoformat(),
            "action": action,
            "status": "succ",
            "total_count": count,
            "sender_id": self.client_id,
        }
        sent = {"header": header, "message": message}
        url = f"{self.site}/registry/{action}"
        made = signing.sign(self._profile, self._key, url, sent, int(at.timestamp()))
        return self._post(
            url, made.raw, {**made.headers, "Authorization": f"Bearer {self._token()}"}
        )

    def _token(self) -> str:
        asked = {
            "grant_type": "client_credentials",
            "client_id": self.client_id,
            "client_secret": self._secret,
        }
        answer = self._post(
            f"{self.site}/oauth2/client/token",
            json.dumps(asked).encode(),
            {"Content-Type": "application/json"},
        )
        return str(json.loads(answer.body)["access_token"]) if answer.body else ""


def serving(registry: FakeRegistry, port: int) -> ThreadingHTTPServer:
    """The registry on a port of this machine; the caller serves and closes it."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            if self.path == "/registry/subscribe":
                self._answer(202, registry.take(body))
            elif self.path == "/events":
                sent = registry.happened(body["event"], body["national_id"], body["on"])
                self._answer(502 if sent.problem else 200, {"problem": sent.problem})
            else:
                self._answer(404, {})

        def _answer(self, status: int, told: dict[str, Any]) -> None:
            raw = json.dumps(told).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(raw)))
            self.end_headers()
            self.wfile.write(raw)

        def log_message(self, *_: object) -> None:
            """Events name persons: nothing is logged."""

    return ThreadingHTTPServer(("127.0.0.1", port), Handler)
