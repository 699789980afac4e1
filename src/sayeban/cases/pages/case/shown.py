"""A case in words: its head, its steps, its documents, what happened to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sayeban.accounts.public import user_names
from sayeban.cases.pages.case import doing
from sayeban.cases.pages.case.form import StepForm
from sayeban.cases.pages.case.missing import missing_of
from sayeban.cases.pages.work.due import due_of
from sayeban.cases.reads.case_file import CaseFile, StepRow
from sayeban.cases.rules import CLOCKS
from sayeban.cases.words import ROLES, STATE_TONES
from sayeban.design.filters import fa
from sayeban.design.parts import Link, Tone
from sayeban.kit.units import Unit
from sayeban.organisations.public import departments, unit_labels
from sayeban.runtime.actor import Actor

SYSTEM: Final = "سامانه"


@dataclass(frozen=True, slots=True)
class Button:
    """An outcome that may be chosen."""

    outcome: str
    text: str


@dataclass(frozen=True, slots=True)
class OpenStep:
    """A step that stands open. `form` is None where the visitor may not end it."""

    id: int
    title: str
    who: str
    turn: str
    tone: Tone
    due_on: date
    due: str
    due_tone: Tone
    checklist: tuple[str, ...]
    form: StepForm | None
    buttons: tuple[Button, ...]
    deeds: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class PastStep:
    """A step that is done. `by` is empty where the case ended without it."""

    title: str
    label: str
    reason: str
    by: str
    opened_at: datetime
    closed_at: datetime


@dataclass(frozen=True, slots=True)
class Names:
    """Names of what a case names by key."""

    users: Mapping[int, str]
    units: Mapping[Unit, str]
    departments: Mapping[str, str]

    def user(self, user_id: int | None) -> str:
        """A user's name; the system where there is none."""
        return self.users.get(user_id or 0, SYSTEM)


def names_of(file: CaseFile) -> Names:
    """Everybody and every office that the case names."""
    acted = {event.actor for event in file.events} | {note.by for note in file.notes}
    worked = {user for step in file.steps for user in (step.assignee, step.closed_by)}
    units = {file.unit, *(step.unit for step in file.steps)}
    given = {int(event.new) for event in file.events if event.what == "handed_over" and event.new}
    users = user_names({user for user in acted | worked | given if user})
    return Names(users, unit_labels(units), departments())


def open_steps(
    file: CaseFile, actor: Actor, names: Names, today: date, sent: StepForm | None, of: int
) -> tuple[OpenStep, ...]:
    """The open steps; the form of step `of` is the one that was `sent`."""
    deeds, missing = doing.of_step(file, actor), missing_of(file)
    return tuple(
        _open(
            step,
            deeds.get(step.id),
            names,
            today,
            sent if sent and step.id == of else StepForm(None, step.id, missing),
        )
        for step in file.open_steps
    )


def _open(
    step: StepRow,
    deeds: tuple[Link, ...] | None,
    names: Names,
    today: date,
    form: StepForm,
) -> OpenStep:
    """`deeds` are None where the step is not the visitor's."""
    # The day itself stands beside it.
    due, due_tone = due_of(step.due_on, today, "own") if step.clock == "own" else ("", "mute")
    return OpenStep(
        step.id,
        _title(step),
        _who(step, names),
        CLOCKS[step.clock],
        STATE_TONES[step.state],
        step.due_on,
        due,
        due_tone,
        step.checklist,
        form if deeds is not None else None,
        tuple(
            Button(each.outcome, f"{each.label} (با دلیل)" if each.reason_required else each.label)
            for each in step.outcomes
        ),
        deeds or (),
    )


def _title(step: StepRow) -> str:
    return f"{step.title} (دور {fa(step.round)})" if step.round > 1 else step.title


def _who(step: StepRow, names: Names) -> str:
    told = [
        names.user(step.assignee) if step.assignee else ROLES.get(step.role, step.role),
        names.departments.get(step.department, ""),
        names.units.get(step.unit, ""),
    ]
    return "، ".join(each for each in told if each)


def past_steps(file: CaseFile, names: Names) -> tuple[PastStep, ...]:
    """The steps that are done, the newest first."""
    return tuple(
        PastStep(
            _title(step),
            step.label or "پرونده بسته شد",
            step.reason,
            names.user(step.closed_by) if step.closed_by else "",
            step.opened_at,
            step.closed_at,
        )
        for step in reversed(file.steps)
        if step.closed_at
    )
