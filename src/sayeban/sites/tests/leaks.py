"""Every operation of the companies' service, as its description says it, asked by every program
about what is every other company's, and the answers searched for it.

A new operation is asked without a word here; with a parameter or a body that is not known here the
search fails with its name.
"""

import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import count
from typing import TYPE_CHECKING, Any, Final

from django.test import Client

from sayeban.exemptions.consumption_form import NDJSON
from sayeban.exemptions.tests.feeds.test_back import consumed, receipt

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as TestResponse

V1: Final = "/utility/v1"
CLOSED: Final = (401, 403, 404)
_keys = count(1)


@dataclass(frozen=True)
class Household:
    """What a feed holds of one household, of which nothing may come to another company."""

    exemption: str
    bill: str
    secrets: tuple[str, ...]


@dataclass(frozen=True)
class Held:
    """A feed with what belongs to it: one household, the files of its list, a job."""

    feed: str
    household: Household
    files: tuple[str, ...]
    job: str

    @property
    def secrets(self) -> set[str]:
        """No answer to another company holds one of these."""
        return {*self.household.secrets, *self.files, self.job}


@dataclass(frozen=True)
class Caller:
    """A program with what it may: `feeds` are open to it, none where it is let in no more."""

    name: str
    bearer: str
    feeds: frozenset[str]
    scopes: frozenset[str]

    def may(self, call: "Call") -> bool:
        return call.scope in self.scopes and call.feeds <= self.feeds

    def asks(self, call: "Call") -> "TestResponse":
        headers = {"Authorization": f"Bearer {self.bearer}", **call.headers}
        ask = getattr(Client(), call.method)
        if not call.body:
            return ask(call.path, headers=headers)  # type: ignore[no-any-return]  # as Client's
        return ask(call.path, call.body, content_type=call.kind, headers=headers)  # type: ignore[no-any-return]


@dataclass(frozen=True)
class Call:
    """One call about what is held in a feed.

    `feeds` must be open to who is let in: the one that the address names, and the one to which
    what it names belongs.
    """

    operation: str
    method: str
    path: str
    scope: str
    feeds: frozenset[str] = frozenset()
    body: bytes = b""
    kind: str = "application/json"
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def said(self) -> str:
        """What the caller knows already, since he wrote it himself."""
        return f"{self.path} {self.body.decode()}"


def _notice(exemption: str) -> dict[str, Any]:
    return {"exemption_id": exemption, "kind": "occupant_left", "noticed_on": "2026-11-20"}


def _bodies(operation: str, of: Household) -> Iterator[tuple[str, bytes]]:
    """What is sent to an operation about a household, by its kind."""
    one: Mapping[str, dict[str, Any]] = {
        "lookupExemptions": {"bill_ids": [of.bill, of.bill.lstrip("0")]},
        "postReceipts": {"receipts": [receipt(of.exemption, "rcvd")]},
        "postConsumption": {"reports": [consumed(of.exemption)]},
        "postNotices": {"notices": [_notice(of.exemption)]},
    }
    yield "application/json", json.dumps(one[operation]).encode()
    if operation == "postConsumption":
        yield NDJSON, json.dumps(consumed(of.exemption)).encode()


def calls(about: Held, feeds: set[str]) -> Iterator[Call]:
    """Every call about what is held in a feed, under its name and under those of other feeds."""
    document = Client().get(f"{V1}/openapi.json").json()
    for path, ways in document["paths"].items():
        for method, told in ways.items():
            (security,) = told["security"]
            call = Call(told["operationId"], method, path, security["Scope"][0])
            for feed in sorted(feeds) if "{feed_id}" in path else [""]:
                yield from _filled(call, told, about, feed)


def _filled(call: Call, told: dict[str, Any], about: Held, feed: str) -> Iterator[Call]:
    known = {
        "feed_id": (feed,),
        "exemption_id": (about.household.exemption,),
        "job_id": (about.job,),
        "name": about.files,
    }
    paths, needed = [f"{V1}{call.path}"], set()
    for given in told.get("parameters", ()):
        if given["in"] == "path":
            name = given["name"]
            needed.add(feed if name == "feed_id" else about.feed)
            paths = [each.replace(f"{{{name}}}", value) for each in paths for value in known[name]]
    bodies = _bodies(call.operation, about.household) if "requestBody" in told else [("", b"")]
    for kind, body in bodies:
        for path in paths:
            key = {"Idempotency-Key": f"{next(_keys):016}"} if call.method == "post" else {}
            yield replace(
                call, path=path, body=body, kind=kind, headers=key, feeds=frozenset(needed)
            )


def text(answer: "TestResponse") -> str:
    """All that an answer says; what is packed is unpacked."""
    streams = getattr(answer, "streaming_content", None)
    body = answer.content if streams is None else b"".join(streams)
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as book:
            body = b"\n".join(book.read(name) for name in book.namelist())
    return f"{list(answer.items())} {body.decode()}"


def leaks(caller: Caller, about: Held) -> list[str]:
    """What goes wrong when a program asks about what is held in a feed, each in one line."""
    found = []
    for call in calls(about, {about.feed} | set(caller.feeds)):
        answer = caller.asks(call)
        said = text(answer)
        where = f"{caller.name}: {call.operation} {call.path} {answer.status_code}"
        if not caller.may(call) and answer.status_code not in CLOSED:
            found.append(f"{where} was let in")
        if answer.status_code >= 500:
            found.append(f"{where} broke")
        if about.feed not in caller.feeds:
            seen = {each for each in about.secrets if each in said and each not in call.said}
            found += [f"{where} tells {each}" for each in sorted(seen)]
    return found
