"""What the page of one version shows."""

from dataclasses import dataclass
from datetime import date, datetime

from django import forms
from django.utils import timezone
from django.utils.safestring import SafeString

from sayeban.accounts.public import user_names
from sayeban.country.divisions import provinces
from sayeban.country.today import today_of
from sayeban.design.forms import TextField
from sayeban.design.parts import Tone
from sayeban.eligibility.models import Impact, RuleVersion
from sayeban.eligibility.pages.aloud import nested
from sayeban.eligibility.pages.differing import differences
from sayeban.eligibility.pages.words import state_of
from sayeban.eligibility.reads.impact import latest_impact, stands
from sayeban.eligibility.reads.rules import version_row
from sayeban.eligibility.reads.sampled import sampled
from sayeban.eligibility.reads.versions import document_of, ready, version_of, version_on
from sayeban.eligibility.rights import AUTHORS
from sayeban.eligibility.rules import APPLIES_TO, SUBJECTS
from sayeban.facts.public import ParameterMissing
from sayeban.runtime.actor import Actor

_KINDS = {"enters": "وارد می‌شود", "leaves": "خارج می‌شود", "unsure": "نامعلوم می‌شود"}


class ReturnForm(forms.Form):
    """What the draft lacks."""

    reason = TextField(
        label="چه چیزی باید درست شود؟",
        widget=forms.Textarea({"rows": 2}),
        error_messages={"required": "بنویسید چه چیزی باید درست شود."},
    )


@dataclass(frozen=True, slots=True)
class ImpactLine:
    """One province, or the country."""

    name: str
    enters: int
    leaves: int
    unsure: int
    stays: int


@dataclass(frozen=True, slots=True)
class SampleLine:
    """One of the twenty; `href` leads to the file of a person, "" for a household."""

    number: str
    href: str
    province: str
    kind: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VersionPage:
    """One version. `added` and `removed` are lines that the version in force says otherwise.

    Of the impact others than headquarters see nothing. `stands`: it is of exactly this text.
    """

    code: str
    number: int
    revision: int
    title: str
    state: str
    tone: Tone
    subject: str
    applies_to: str
    legal_basis: str
    valid_from: date
    author: str
    authored_at: datetime
    approver: str
    approved_at: datetime | None
    returned_reason: str
    aloud: SafeString
    against: int | None
    added: tuple[str, ...]
    removed: tuple[str, ...]
    impact_id: int
    counted_at: datetime | None
    stands: bool
    whole: ImpactLine | None
    lines: tuple[ImpactLine, ...]
    sample: tuple[SampleLine, ...]
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
    counted = latest_impact(version) if actor.posts & AUTHORS else None
    names = user_names({each for each in (version.author, version.approver) if each})
    is_draft, writes = version.state == "draft", bool(actor.posts & AUTHORS)
    own = is_draft and _saw(actor, version)
    return VersionPage(
        *(code, number, version.revision, version.title, *state_of(row)),
        *(SUBJECTS[row.subject], APPLIES_TO[version.applies_to], version.legal_basis),
        version.valid_from,
        names.get(version.author or 0, "سامانه"),
        version.authored_at,
        names.get(version.approver or 0, "–"),
        *(version.approved_at, version.returned_reason, nested(differs.lines)),
        *(differs.against, differs.added, differs.removed),
        counted.pk if counted else 0,
        counted.made_at if counted else None,
        counted is not None and is_draft and stands(counted, version),
        _impact_line("همهٔ کشور", counted.counts) if counted else None,
        _by_province(counted),
        _sample(counted, version),
        may_write=writes,
        may_count=is_draft and writes,
        may_approve=is_draft and writes and not own,
        own_eyes=own,
        form=ReturnForm(),
        problem=problem,
    )


def _saw(actor: Actor, version: RuleVersion) -> bool:
    eyes = actor.eyes()
    return any(eyes.saw(each, version.authored_at) for each in (*version.editors, version.author))


def _impact_line(name: str, counts: dict[str, int]) -> ImpactLine:
    told = (counts[key] for key in ("enters", "leaves", "unsure", "stays"))
    return ImpactLine(name, *told)


def _by_province(counted: Impact | None) -> tuple[ImpactLine, ...]:
    if counted is None:
        return ()
    found = counted.counts["provinces"]
    return tuple(_impact_line(p.name, found[p.code]) for p in provinces() if p.code in found)


def _sample(counted: Impact | None, version: RuleVersion) -> tuple[SampleLine, ...]:
    """Only of the text that was counted, and with the parameters of its day."""
    if counted is None or counted.tree_sha256 != version.tree_sha256:
        return ()
    try:
        found = sampled(counted.sample, ready(version, version.valid_from))
    except ParameterMissing:
        return ()
    names = {each.code: each.name for each in provinces()}
    is_person = version.rule.subject == "person"
    return tuple(
        SampleLine(
            str(each.subject_id),
            f"/people/{each.subject_id}/" if is_person else "",
            names.get(each.province, each.province),
            _KINDS[each.kind],
            each.reasons,
        )
        for each in found
    )
