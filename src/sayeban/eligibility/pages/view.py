"""What the page of one version shows."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django import forms
from django.utils import timezone

from sayeban.accounts.public import user_names
from sayeban.country.today import today_of
from sayeban.design.forms import TextField
from sayeban.design.parts import Tone
from sayeban.eligibility.aloud import Line
from sayeban.eligibility.models import RuleVersion
from sayeban.eligibility.pages.differing import differences
from sayeban.eligibility.pages.impact import ImpactShown, impact_shown
from sayeban.eligibility.pages.words import state_of
from sayeban.eligibility.reads.endings import EndingRow, ending_of
from sayeban.eligibility.reads.rules import RunRow, runs_of, version_row
from sayeban.eligibility.reads.versions import document_of, version_of, version_on
from sayeban.eligibility.reads.works import RUN, Counting, counting_of
from sayeban.eligibility.rights import AUTHORS
from sayeban.eligibility.rules import APPLIES_TO, SUBJECTS
from sayeban.eligibility.users import services_to_open
from sayeban.organisations.public import support_institutions
from sayeban.runtime.actor import Actor

_RUNS: Final = 5


class ReturnForm(forms.Form):
    """What the draft lacks."""

    reason = TextField(
        label="چه چیزی باید درست شود؟",
        widget=forms.Textarea({"rows": 2}),
        error_messages={"required": "بنویسید چه چیزی باید درست شود."},
    )


@dataclass(frozen=True, slots=True)
class VersionPage:
    """One version. `added` and `removed` are lines that the version in force says otherwise.

    Of the impact and its counting others than headquarters see nothing.
    """

    code: str
    number: int
    revision: int
    title: str
    state: str
    tone: Tone
    subject: str
    applies_to: str
    institution: str
    service: str
    legal_basis: str
    valid_from: date
    author: str
    authored_at: datetime
    approver: str
    approved_at: datetime | None
    returned_reason: str
    aloud: tuple[Line, ...]
    against: int | None
    added: tuple[str, ...]
    removed: tuple[str, ...]
    impact: ImpactShown | None
    counting: Counting | None
    runs: tuple[RunRow, ...]
    running: Counting | None
    may_run: bool
    ending: EndingRow | None
    may_write: bool
    may_count: bool
    may_approve: bool
    own_eyes: bool
    form: ReturnForm
    problem: str


def version_page(actor: Actor, code: str, number: int, problem: str) -> VersionPage:
    """Everything about a version that exists."""
    version = version_of(code, number)
    held = version_on(code, today_of(timezone.now()))
    row = version_row(version, held is not None and held.pk == version.pk)
    differs = differences(version, document_of(version))
    names = user_names({each for each in (version.author, version.approver) if each})
    is_draft, writes = version.state == "draft", bool(actor.posts & AUTHORS)
    counting = counting_of(code, number) if is_draft and writes else None
    # A page that looks again every moment names nobody: each of its looks would be kept.
    waits = counting is not None and counting.running
    own = is_draft and _saw(actor, version)
    return VersionPage(
        *(code, number, version.revision, version.title, *state_of(row)),
        *(SUBJECTS[row.subject], APPLIES_TO[version.applies_to]),
        support_institutions().get(row.institution, row.institution),
        services_to_open().get(row.service, row.service),
        version.legal_basis,
        version.valid_from,
        names.get(version.author or 0, "سامانه"),
        version.authored_at,
        names.get(version.approver or 0, "–"),
        approved_at=version.approved_at,
        returned_reason=version.returned_reason,
        aloud=differs.lines,
        against=differs.against,
        added=differs.added,
        removed=differs.removed,
        impact=impact_shown(version, names_files=not waits) if writes else None,
        counting=counting,
        runs=tuple(runs_of(code)[:_RUNS]) if writes else (),
        running=counting_of(code, number, RUN) if writes else None,
        may_run=writes and row.in_force,
        ending=ending_of(code),
        may_write=writes,
        may_count=is_draft and writes,
        may_approve=is_draft and writes and not own,
        own_eyes=own,
        form=ReturnForm(),
        problem=problem,
    )


def _saw(actor: Actor, version: RuleVersion) -> bool:
    eyes = actor.eyes()
    return eyes.saw_any((*version.editors, version.author), version.authored_at)
