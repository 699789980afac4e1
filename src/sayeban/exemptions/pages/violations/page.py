"""Suspicions of violation: open ones, one with its rows side by side, decisions, the letter."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.http import Http404, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from sayeban.audit.events import look
from sayeban.design.jinja import render
from sayeban.design.parts import Column, Link, Pager
from sayeban.design.sorting import address, heads, pager
from sayeban.exemptions import rights
from sayeban.exemptions.actions.clear_candidate import clear_candidate
from sayeban.exemptions.actions.confirm_candidate import confirm_candidate
from sayeban.exemptions.package.covers import violation_letter
from sayeban.exemptions.package.letter import Letter, as_pdf
from sayeban.exemptions.pages.answers import attempt, campaign_or_404, done, trail
from sayeban.exemptions.pages.violations.form import ClearForm, ConfirmForm
from sayeban.exemptions.pages.violations.shown import CaseShown, about, cases_shown
from sayeban.exemptions.pages.violations.sides import SidesShown, sides_shown
from sayeban.exemptions.reads.campaign_facts import CampaignFacts
from sayeban.exemptions.reads.violation_sides import sides_of
from sayeban.exemptions.reads.violations import (
    CASE_SORTS,
    OLDEST_FIRST,
    CandidateLine,
    same_rows,
    violation_letter_data,
)
from sayeban.exemptions.recorded import (
    Candidates,
    Part,
    review_candidate,
    review_candidates,
)
from sayeban.exemptions.violation_refusals import ViolationUnknown
from sayeban.kit.ordering import order_of
from sayeban.organisations.public import unit_labels
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door
from sayeban.runtime.lists import row_id

_SIZE = 50
_DECIDED = ("confirmed", "cleared")
_COLUMNS = (
    ("شرح", "kind"),
    ("انشعاب", ""),
    ("ردیف‌ها", ""),
    ("کارزار", ""),
    ("از", "opened"),
    ("بررسی‌کننده", "place"),
)


@dataclass(frozen=True, slots=True)
class CasesPage:
    """Open suspicions and confirmed cases in the visitor's places."""

    links: tuple[Link, ...]
    campaign: CampaignFacts
    open: tuple[CaseShown, ...]
    confirmed: tuple[CaseShown, ...]
    cleared: tuple[CaseShown, ...]
    heads: tuple[Column, ...]
    pager: Pager
    confirmed_pager: Pager
    cleared_pager: Pager


@dataclass(frozen=True, slots=True)
class CasePage:
    """One suspicion with the two ways to decide it, or how it was decided."""

    links: tuple[Link, ...]
    campaign: CampaignFacts
    case: CaseShown
    compared: SidesShown
    clear: ClearForm
    confirm: ConfirmForm

    @property
    def wrong(self) -> bool:
        """Whether a form on the page has errors."""
        return bool(self.clear.errors or self.confirm.errors)


@dataclass(frozen=True, slots=True)
class LetterPage:
    """The letter about a confirmed case, readable on the screen and by a screen reader."""

    links: tuple[Link, ...]
    letter: Letter
    pdf: str


@door(rights.REVIEWERS)
def cases(request: Visit, code: str) -> HttpResponse:
    """ظن تخلف."""
    campaign = campaign_or_404(code, timezone.now())
    order = order_of(request.GET.get("sort", ""), CASE_SORTS, OLDEST_FIRST)
    after = row_id(request.GET.get("after", ""))
    starts = {state: row_id(request.GET.get(state, "")) for state in _DECIDED}
    parts = {state: Part(start, size=_SIZE) for state, start in starts.items()}
    found = review_candidates(request.actor, code, {"open": Part(after, order, _SIZE), **parts})
    waiting = found["open"]
    here = reverse("campaign_violations", args=[code])
    sort = "" if order == OLDEST_FIRST else order.word
    asked = {"sort": sort, "after": after, **starts}
    shown = {
        state: tuple(cases_shown(request.actor, code, part.lines)) for state, part in found.items()
    }
    page = CasesPage(
        trail(request.actor, campaign),
        campaign,
        shown["open"],
        shown["confirmed"],
        shown["cleared"],
        heads(_COLUMNS, order, here, starts),
        pager(
            here,
            {"sort": sort, **starts},
            first=not after,
            following=waiting.lines[-1].key if waiting.more else "",
            shown=len(waiting.lines),
        ),
        _pager(here, asked, "confirmed", found["confirmed"]),
        _pager(here, asked, "cleared", found["cleared"]),
    )
    return render(request, "exemptions/violations.jinja", page)


def _pager(here: str, asked: Mapping[str, object], state: str, part: Candidates) -> Pager:
    """The pages of a list of decided cases; turning them leaves the other lists where they are."""
    return Pager(
        address(here, {**asked, state: 0}) if asked[state] else "",
        address(here, {**asked, state: part.lines[-1].key}) if part.more else "",
        len(part.lines),
    )


@door(rights.REVIEWERS)
def one_case(request: Visit, code: str, key: int) -> HttpResponse:
    """یک ظن تخلف."""
    return _show(request, code, _case(request, code, key))


@door(rights.REVIEWERS, methods=("POST",))
def clear(request: Visit, code: str, key: int) -> HttpResponseBase:
    """رفع ظن."""
    with looking(request.actor):
        case = _case(request, code, key)
        form = ClearForm(
            request.POST, kind=case.kind, rows=_choices(case), others=_others(code, case)
        )
    cleared = form.is_valid() and attempt(
        form,
        lambda: _cleared(request, code, case, form),
    )
    if cleared:
        return done(reverse("campaign_violations", args=[code]), "violation_cleared")
    with looking(request.actor):
        return _show(request, code, case, clear_form=form)


def _cleared(request: Visit, code: str, case: CandidateLine, form: ClearForm) -> bool:
    at = timezone.now()
    for key in form.cases(case.key):
        clear_candidate(
            actor=request.actor,
            at=at,
            code=code,
            key=key,
            why=form.cleaned_data["why"],
            national_ids=form.persons() if form.cleaned_data["why"] == "returned" else (),
            reason=form.cleaned_data["reason"],
        )
    return True


@door(rights.REVIEWERS, methods=("POST",))
def confirm(request: Visit, code: str, key: int) -> HttpResponseBase:
    """تخلف ثابت است."""
    with looking(request.actor):
        case = _case(request, code, key)
        form = ConfirmForm(request.POST, rows=_choices(case), others=_others(code, case))
    confirmed = form.is_valid() and attempt(
        form,
        lambda: _confirmed(request, code, case, form),
    )
    if confirmed:
        return done(reverse("campaign_violations", args=[code]), "violation_confirmed")
    with looking(request.actor):
        return _show(request, code, case, confirm_form=form)


def _confirmed(request: Visit, code: str, case: CandidateLine, form: ConfirmForm) -> bool:
    at = timezone.now()
    for key in form.cases(case.key):
        confirm_candidate(
            actor=request.actor,
            at=at,
            code=code,
            key=key,
            national_ids=form.persons(),
            reason=form.cleaned_data["reason"],
        )
    return True


@door(rights.REVIEWERS)
def letter(request: Visit, code: str, key: int) -> HttpResponse:
    """نامهٔ تخلف."""
    campaign = campaign_or_404(code, timezone.now())
    written, _ = _letter(request, campaign, key)
    page = LetterPage(
        (*trail(request.actor, campaign), _back(code)),
        written,
        reverse("campaign_violation_pdf", args=[code, key]),
    )
    return render(request, "exemptions/violation_letter.jinja", page)


@door(rights.REVIEWERS)
def letter_pdf(request: Visit, code: str, key: int) -> HttpResponse:
    """The same letter as PDF."""
    campaign = campaign_or_404(code, timezone.now())
    written, decided_at = _letter(request, campaign, key)
    answer = HttpResponse(as_pdf(written, decided_at), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="violation-{key}.pdf"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def _letter(request: Visit, campaign: CampaignFacts, key: int) -> tuple[Letter, datetime]:
    try:
        data = violation_letter_data(campaign.code, str(key))
    except ViolationUnknown as unknown:
        raise Http404 from unknown
    look(
        user_id=request.actor.user_id,
        purpose="review",
        subject="exemptions.candidate",
        subject_id=str(key),
        rows=len(data.rows),
    )
    return violation_letter(data, sender=campaign.publisher), data.decided_at


def _case(request: Visit, code: str, key: int) -> CandidateLine:
    found = review_candidate(request.actor, code, key)
    if found is None:
        raise Http404
    return found


def _back(code: str) -> Link:
    return Link("ظن تخلف", reverse("campaign_violations", args=[code]))


def _choices(case: CandidateLine) -> dict[str, tuple[str, str]]:
    """By key of the row: how the form names it, and its national id for the command."""
    labels = unit_labels({row.unit for row in case.rows})
    several = len({row.campaign for row in case.rows}) > 1
    return {
        row.row_key: (
            f"{row.full_name}، {labels[row.unit]}" + (f"، {row.campaign_title}" if several else ""),
            row.national_id,
        )
        for row in case.rows
    }


def _others(code: str, case: CandidateLine) -> dict[str, str]:
    """Other open cases of the same rows, by key: which connection and bill each is about."""
    if case.state != "open":
        return {}
    return {
        each.key: "، ".join(
            word
            for word in (about(each), each.sentence, each.subject if each.is_bill else "")
            if word
        )
        for each in same_rows(code, case)
    }


def _show(
    request: Visit,
    code: str,
    case: CandidateLine,
    *,
    clear_form: ClearForm | None = None,
    confirm_form: ConfirmForm | None = None,
) -> HttpResponse:
    campaign = campaign_or_404(code, timezone.now())
    others = _others(code, case)
    page = CasePage(
        (*trail(request.actor, campaign), _back(code)),
        campaign,
        cases_shown(request.actor, code, [case])[0],
        sides_shown(sides_of(int(case.key))),
        clear_form or ClearForm(kind=case.kind, rows=_choices(case), others=others),
        confirm_form or ConfirmForm(rows=_choices(case), others=others),
    )
    status = 422 if page.wrong else 200
    return render(request, "exemptions/violation.jinja", page, status=status)
