"""Every operation of the institutions' service, as its description says it, asked by every program
about persons of every province, and the answers searched for what its agreement does not open.

A new operation is asked without a word here; with a parameter or a body that is not known here the
search fails with its name.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import count, product
from typing import Any, Final

from django.test import Client

from sayeban.sites.tests.leaks import CLOSED, text

BASE: Final = "/social/v1"
OPEN_TO_ALL: Final = "track"
"""Whoever holds a number may ask where it stands: no person is in it."""
_keys = count(1)


@dataclass(frozen=True)
class Held:
    """What is kept of one person, and what the institution of his province sent for him."""

    national_id: str
    province: str
    facts: dict[str, str]
    owner: str
    submission: str
    tracking_no: str

    @property
    def secrets(self) -> set[str]:
        """No answer to a program that sent nothing for him holds one of these."""
        return {*self.facts.values(), self.submission, self.tracking_no}


@dataclass(frozen=True)
class Caller:
    """A program with what its agreement opens."""

    name: str
    bearer: str
    scopes: frozenset[str]
    provinces: frozenset[str] = frozenset()
    facts: frozenset[str] = frozenset()
    purposes: frozenset[str] = frozenset()
    forms: frozenset[str] = frozenset()
    services: frozenset[str] = frozenset()

    def asks(self, call: "Call") -> Any:  # noqa: ANN401 - as Django's client answers
        headers = {"Authorization": f"Bearer {self.bearer}", **call.headers}
        ask = getattr(Client(), call.method)
        if call.method == "get":
            return ask(call.path, headers=headers)
        return ask(call.path, call.body, content_type="application/json", headers=headers)

    def may(self, call: "Call", about: Held) -> bool:
        """Whether its agreement opens this."""
        if call.operation == OPEN_TO_ALL:
            return True
        named = (
            (call.fact, self.facts),
            (call.purpose, self.purposes),
            (call.form, self.forms),
            (call.service, self.services),
        )
        return (
            call.scope in self.scopes
            and all(not each or each in opened for each, opened in named)
            and (not call.of_person or about.province in self.provinces)
            and (not call.of_sender or self.name == about.owner)
        )

    def knows(self, secret: str, about: Held) -> bool:
        """Whether its agreement, or that it sent it, opens this secret."""
        told = {about.facts[each] for each in self.facts} if self.sees(about) else set()
        return self.name == about.owner or secret in told

    def sees(self, about: Held) -> bool:
        return about.province in self.provinces


@dataclass(frozen=True)
class Call:
    """One call about a person. `of_person`: it names him; `of_sender`: it names what was sent."""

    operation: str
    method: str
    path: str
    scope: str
    body: bytes
    headers: dict[str, str]
    fact: str = ""
    purpose: str = ""
    form: str = ""
    service: str = ""
    of_person: bool = False
    of_sender: bool = False

    @property
    def said(self) -> str:
        """What the caller knows already, since he wrote it himself."""
        return f"{self.path} {self.body.decode()}"


@dataclass(frozen=True)
class World:
    """Names that the calls are made of."""

    facts: tuple[str, ...]
    purposes: tuple[str, ...]
    forms: tuple[str, ...]
    services: tuple[str, ...]


Way = tuple[dict[str, str], Any, dict[str, Any]]
"""Parameters of the address, the body, and what the call is about."""


def _facts(world: World, about: Held) -> Iterator[Way]:
    for fact, purpose in product(world.facts, world.purposes):
        body = {"national_id": about.national_id, "purpose": purpose, "facts": [fact]}
        yield {}, body, {"fact": fact, "purpose": purpose, "of_person": True}


def _begins(world: World, about: Held) -> Iterator[Way]:
    for form in world.forms:
        body = {"national_id": about.national_id, "form": form, "version": 1}
        yield {}, body, {"form": form, "of_person": True}


def _opens(world: World, about: Held) -> Iterator[Way]:
    for service in world.services:
        body = {"national_id": about.national_id, "service": service}
        asks = {"service": service, "of_person": True}
        yield {}, body, asks
        yield {}, body | {"submission": about.submission}, asks | {"of_sender": True}


def _of_submission(**body: Any) -> Callable[[World, Held], list[Way]]:
    return lambda _, about: [({"key": about.submission}, body or None, {"of_sender": True})]


_WAYS: Final[Mapping[str, Callable[[World, Held], Iterable[Way]]]] = {
    "lookupFacts": _facts,
    "listForms": lambda *_: [({}, None, {})],
    "getForm": lambda world, _: [({"code": each}, None, {"form": each}) for each in world.forms],
    "createSubmission": _begins,
    "getSubmission": _of_submission(),
    "answerSubmission": _of_submission(version=1, answers={"wish": "x"}),
    "submitSubmission": _of_submission(version=1),
    "openCase": _opens,
    "getCase": lambda _, about: [({"tracking_no": about.tracking_no}, None, {"of_sender": True})],
    "track": lambda _, about: [({}, {"tracking_no": about.tracking_no}, {})],
}
"""All ways to ask each operation about a person; one that is not here fails by its name."""


def calls(world: World, about: Held) -> Iterator[Call]:
    """Every call about a person, from the served description."""
    document = Client().get(f"{BASE}/openapi.json").json()
    for path, ways in document["paths"].items():
        for method, told in ways.items():
            scope = told["security"][0]["Scope"][0] if told["security"] else ""
            for names, body, what in _WAYS[told["operationId"]](world, about):
                whole = BASE + path
                for name, value in names.items():
                    assert f"{{{name}}}" in whole, (told["operationId"], name)
                    whole = whole.replace(f"{{{name}}}", value)
                assert "{" not in whole, told["operationId"]
                sent = b"" if body is None else json.dumps(body).encode()
                key = {"Idempotency-Key": f"{next(_keys):016}"} if method == "post" else {}
                yield Call(told["operationId"], method, whole, scope, sent, key, **what)


def leaks(caller: Caller, world: World, about: Held) -> list[str]:
    """What goes wrong when a program asks about a person, each in one line."""
    found = []
    for call in calls(world, about):
        answer = caller.asks(call)
        said = text(answer)
        where = f"{caller.name}: {call.operation} {call.path} {answer.status_code}"
        if not caller.may(call, about) and answer.status_code not in CLOSED:
            found.append(f"{where} was let in")
        if answer.status_code >= 500:
            found.append(f"{where} broke")
        seen = {
            each
            for each in about.secrets
            if each in said and each not in call.said and not caller.knows(each, about)
        }
        found += [f"{where} tells {each}" for each in sorted(seen)]
        if call.operation == "listForms":
            found += [
                f"{where} names {each}"
                for each in world.forms
                if each in said and each not in caller.forms
            ]
    return found
