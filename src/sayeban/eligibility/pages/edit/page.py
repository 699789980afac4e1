"""The editor of a rule: its conditions, whom they mean, what differs from the version in force."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.http import HttpResponse, HttpResponseBase
from django.urls import reverse

from sayeban.audit.events import look
from sayeban.design.filters import number
from sayeban.design.jinja import render
from sayeban.eligibility.outline import changed
from sayeban.eligibility.pages.differing import differences
from sayeban.eligibility.pages.edit.base import Edited, edited, keep, with_tree
from sayeban.eligibility.pages.edit.rows import Row, rows
from sayeban.eligibility.pages.sampling import SampleLine, sample_lines
from sayeban.eligibility.reads.trying import MOST, QUICK, Counted, tried
from sayeban.eligibility.reads.versions import ready
from sayeban.eligibility.rights import AUTHORS
from sayeban.eligibility.rules import APPLIES_TO, SUBJECTS
from sayeban.facts.public import ParameterMissing
from sayeban.kit.refusals import Refusal
from sayeban.runtime.answers import done
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door
from sayeban.runtime.refusals import AccessDenied

_KINDS: Final = {"yes": "مشمول", "no": "نامشمول", "unknown": "نامعلوم"}


@dataclass(frozen=True, slots=True)
class TriedPage:
    """What the text says of the nation, told by those of it who were asked."""

    counted: Counted
    sample: tuple[SampleLine, ...]

    @property
    def between(self) -> str:
        """«میان ۱۱۰٬۰۰۰ و ۱۳۰٬۰۰۰»; ends that round to one number are that number."""
        low, high = self.counted.between
        if low == high:
            return f"نزدیک به {number(low)}"
        return f"میان {number(low)} و {number(high)}"


@dataclass(frozen=True, slots=True)
class EditPage:
    """The text. `is_draft`: somebody has changed it already; `number` is then its own.

    `uncounted` is why nobody can be asked now, else "".
    """

    code: str
    title: str
    number: int
    is_draft: bool
    seen: str
    subject: str
    applies_to: str
    legal_basis: str
    valid_from: date
    returned_reason: str
    row: Row
    against: int | None
    added: tuple[str, ...]
    removed: tuple[str, ...]
    tried: TriedPage | None
    uncounted: str
    problem: str


@door(AUTHORS, methods=("GET", "POST"))
def edit(request: Visit, code: str) -> HttpResponseBase:
    """ویرایش یک قاعده."""
    if request.method == "GET":
        return _shown(request, code, most=MOST if "count" in request.GET else QUICK)
    verb, _, at = request.POST.get("do", "").partition(":")

    def change(found: Edited) -> dict[str, object] | None:
        tree, could = changed(found.tree, verb, at)
        return with_tree(found, tree) if could else None

    try:
        keep(request, code, change)
    except AccessDenied:
        raise
    except Refusal as refusal:
        with looking(request.actor):
            return _shown(request, code, refusal.message, status=refusal.http_status)
    return done(reverse("rule_edit", args=[code]), "rule_saved")


def _shown(
    request: Visit, code: str, problem: str = "", *, most: int = 0, status: int = 200
) -> HttpResponse:
    found = edited(code)
    version, document = found.version, found.document
    counted, uncounted = None, ""
    if most:
        try:
            counted = _tried(request, found, most)
        except ParameterMissing as missing:
            uncounted = missing.message
    differs = differences(version, document)
    page = EditPage(
        *(code, document.title, version.number, found.is_draft, found.seen),
        *(SUBJECTS[document.subject], APPLIES_TO[document.applies_to], document.legal_basis),
        valid_from=document.valid_from,
        returned_reason=version.returned_reason,
        row=rows(code, found.tree, differs.lines),
        against=differs.against,
        added=differs.added,
        removed=differs.removed,
        tried=counted,
        uncounted=uncounted,
        problem=problem,
    )
    return render(request, "eligibility/rule_edit.jinja", page, status=status)


def _tried(request: Visit, found: Edited, most: int) -> TriedPage:
    """The numbers of now, with the parameters of the text's first day; the look is kept."""
    told = tried(ready(found.version, found.document.valid_from), most)
    if told.sample:
        look(
            user_id=request.actor.user_id,
            purpose="rules.sample",
            subject="eligibility.tried",
            subject_id=str(found.version.pk),
            rows=len(told.sample),
        )
    return TriedPage(told.counted, sample_lines(told.sample, found.document.subject, _KINDS))
