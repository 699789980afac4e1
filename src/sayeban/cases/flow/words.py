"""What the picture of a service says in words: who does a step, where a way leads."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sayeban.cases.rules import CLOCKS, RESULTS
from sayeban.cases.words import LEVELS, ROLES
from sayeban.design.filters import fa


@dataclass(frozen=True, slots=True)
class Way:
    """What the table says of one way out of a step."""

    step: str
    about: str
    label: str
    to: str
    reason: bool


def said_of(step: Mapping[str, Any]) -> tuple[str, str]:
    """Who does a step, and in how many days: two short lines."""
    role = ROLES.get(step.get("role", ""), str(step.get("role", "")))
    level = LEVELS.get(step.get("unit_level", ""), "")
    clock = step.get("clock", "own")
    days = f"{fa(step.get('days', 0))} روز کاری"
    return (
        f"{role}، {level}" if level else role,
        days if clock == "own" else f"{days}؛ نوبت: {CLOCKS.get(clock, clock)}",
    )


def target_of(document: Mapping[str, Any], to: str) -> str:
    """Where a way leads, in words."""
    if to.startswith("close:"):
        result = to.removeprefix("close:")
        return f"پایان: {RESULTS.get(result, result)}"
    for number, step in enumerate(document.get("steps", ()), 1):
        if step["key"] == to:
            return f"گام {fa(number)}: {step['title']}"
    return f"گامی که نیست: {to}"


def ways_of(document: Mapping[str, Any]) -> Iterator[Way]:
    for number, step in enumerate(document.get("steps", ()), 1):
        out = [way for way in document.get("transitions", ()) if way["step"] == step["key"]]
        name, about = f"{fa(number)}. {step['title']}", "، ".join(said_of(step))
        for way in out or [{}]:
            yield Way(
                name,
                about,
                way.get("label", ""),
                target_of(document, way["to"]) if way else "راهی از این گام نیست",
                bool(way.get("reason_required")),
            )
