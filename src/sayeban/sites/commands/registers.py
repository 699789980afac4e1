"""sayeban registers list | state | set | purpose | ask | deaths | fake."""

from argparse import Namespace
from contextlib import suppress
from typing import Any
from uuid import uuid4

from django.utils.timezone import now

from sayeban.facts import public as facts
from sayeban.facts.public import RegisterUnknown
from sayeban.people.public import UnknownPerson
from sayeban.runtime.actor import Actor
from sayeban.runtime.context import looking
from sayeban.sites.cli.registers import LIMITS
from sayeban.sites.commands.acting_user import actor_for
from sayeban.sites.commands.file_kinds import read_text


def listed(options: Namespace) -> dict[str, Any]:
    """Registers with their health, and what they may be asked for."""
    shown = ("key", "title", "is_on", "health", "asked", "unavailable", "waiting", "route", "url")
    with looking(actor_for(options)):
        found = [each.as_json() for each in facts.registers_now(now())]
        purposes = [
            {"purpose": p.key, "legal_basis": p.legal_basis, "registers": p.registers}
            for p in facts.purposes()
        ]
    return {"registers": [{k: each[k] for k in shown} for each in found], "purposes": purposes}


def state(options: Namespace) -> dict[str, Any]:
    """All that is known of one register, and the JSON schema of its answers."""
    with looking(actor_for(options)):
        found = {each.key: each for each in facts.registers_now(now())}
    if options.register not in found:
        raise RegisterUnknown
    return {
        "register": found[options.register].as_json(),
        "schema": facts.schema_of(options.register),
    }


def change(options: Namespace) -> dict[str, Any]:
    """What is not given stays."""
    actor = actor_for(options)
    limits = {name: getattr(options, name) for name in LIMITS}
    keys = [options.register]
    if options.register == "all":
        with looking(actor):
            keys = [each.key for each in facts.registers_now(now())]
    for key in keys:
        facts.set_register(
            actor=actor,
            at=now(),
            register=key,
            url=options.url,
            route=options.route,
            bus_path=options.bus_path,
            is_on=False if options.off else options.on,
            limits={name: value for name, value in limits.items() if value is not None},
        )
    return {"set": keys}


def purpose(options: Namespace) -> dict[str, Any]:
    """Open a purpose, change it or end it."""
    facts.set_purpose(
        actor=actor_for(options),
        at=now(),
        purpose=options.purpose,
        title=options.title,
        legal_basis=options.legal_basis,
        registers=options.register,
    )
    return {"purpose": options.purpose, "registers": options.register}


def ask(options: Namespace) -> dict[str, Any]:
    """Of one person the status of the answer, of many how many wait for the worker."""
    actor = actor_for(options)
    if options.person:
        return _ask_one(actor, options)
    identifiers = read_text(options.file).split()
    with looking(actor):
        persons = facts.persons_of(identifiers)
    told = facts.ask_for(
        actor=actor,
        at=now(),
        persons=persons,
        register=options.register,
        purpose=options.purpose,
    )
    return {
        "batch": str(told.batch),
        "unknown": len(set(identifiers)) - len(persons),
        **{name: getattr(told, name) for name in ("new", "fresh", "open", "unfit", "lacking")},
    }


def _ask_one(actor: Actor, options: Namespace) -> dict[str, Any]:
    with looking(actor):
        found = facts.persons_of([options.person])
    if not found:
        raise UnknownPerson
    number = facts.inquire(
        actor=actor,
        clock=now,
        person_id=found[0],
        register=options.register,
        purpose=options.purpose,
        request_id=uuid4(),
    )
    with looking(actor):
        answered = facts.inquiry(number, now())
    assert answered is not None
    return {"inquiry": number, "status": answered.status, "reference": answered.reference}


def deaths(options: Namespace) -> dict[str, Any]:
    """How many questions wait now; the evening does the same."""
    return {"new": facts.ask_deaths(actor=actor_for(options), at=now())}


def fake(options: Namespace) -> dict[str, Any]:
    """Serve made-up registers on this machine until it is interrupted."""
    registers = facts.FakeRegisters(dirt=not options.clean)
    with (
        facts.serving_registers(registers, options.port) as server,
        suppress(KeyboardInterrupt),
    ):
        server.serve_forever()
    return {"stopped": True}
