"""Tell the clients of a worklist with an approved text, before anything is asked of them (A-090).

First the text and how many it reaches are shown; the second press sends it.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.http import HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from sayeban.country.today import today_of
from sayeban.design.jinja import render
from sayeban.exemptions import rights
from sayeban.exemptions.actions.inform import inform, last_day, values_of
from sayeban.exemptions.models import Campaign
from sayeban.exemptions.pages.answers import attempt, done
from sayeban.exemptions.pages.inform.form import InformForm
from sayeban.exemptions.pages.units import UnitHead, unit_head
from sayeban.exemptions.reads.campaign import campaign_by_code
from sayeban.exemptions.reads.informing import (
    People,
    Reach,
    Sending,
    people_of,
    reach_of,
    sendings,
)
from sayeban.exemptions.rules_contact import GROUPS
from sayeban.notices.public import INFORM_GAPS, fill, inform_texts, segments, variables
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door
from sayeban.runtime.refusals import AccessDenied

_LATE: Final = " (هشدار: روزی که در این متن است گذشته است)"


@dataclass(frozen=True, slots=True)
class Preview:
    """What the second press would do. `passed`: the last day that the text names, where it is
    over."""

    code: str
    words: str
    segments: int
    group: str
    group_label: str
    reach: Reach
    passed: date | None


@dataclass(frozen=True, slots=True)
class InformPage:
    """One worklist; `preview` between the two presses, else None."""

    head: UnitHead
    people: People
    form: InformForm
    has_texts: bool
    preview: Preview | None
    sendings: tuple[Sending, ...]


@door(rights.INFORMERS, methods=("GET", "POST"))
def tell(request: Visit, code: str, unit: str) -> HttpResponseBase:
    """اطلاع‌رسانی به مددجویان."""
    with looking(request.actor):
        head = unit_head(request.actor, code, unit, timezone.now())
        if not request.actor.holds(rights.INFORMERS, head.unit):
            raise AccessDenied
        campaign = campaign_by_code(code)
        texts = _texts(campaign, head)
        labels = _labels(campaign, head, texts)
    form = InformForm(request.POST if request.method == "POST" else None, texts=labels)
    chosen = form.is_valid()
    if chosen and "send" in request.POST and attempt(form, lambda: _send(request, head, form)):
        return done(reverse("campaign_inform", args=[code, head.text]), "informed")
    with looking(request.actor):
        preview = _preview(campaign, head, form, texts) if chosen and not form.errors else None
        return _shown(request, head, campaign, form, preview)


def _shown(
    request: Visit, head: UnitHead, campaign: Campaign, form: InformForm, preview: Preview | None
) -> HttpResponse:
    page = InformPage(
        head=head,
        people=people_of(campaign, head.unit),
        form=form,
        has_texts=bool(inform_texts()),
        preview=preview,
        sendings=tuple(sendings(campaign, head.unit)),
    )
    return render(request, "exemptions/inform.jinja", page, status=422 if form.errors else 200)


def _texts(campaign: Campaign, head: UnitHead) -> dict[str, str]:
    """The approved texts by code, as the clients of this worklist would read them."""
    values = values_of(campaign, head.unit)
    return {
        code: fill(words, values[: variables(words)]) or words
        for code, words in inform_texts().items()
    }


def _labels(campaign: Campaign, head: UnitHead, texts: dict[str, str]) -> dict[str, str]:
    """What is chosen from: a text that names a day of the past says so."""
    if not _passed(campaign, head):
        return texts
    late = {code for code, words in inform_texts().items() if _names_last_day(words)}
    return {code: words + _LATE if code in late else words for code, words in texts.items()}


def _preview(
    campaign: Campaign, head: UnitHead, form: InformForm, texts: dict[str, str]
) -> Preview:
    code, group = form.cleaned_data["text"], form.cleaned_data["group"]
    reach = reach_of(campaign, head.unit, code, group)
    passed = _passed(campaign, head) if _names_last_day(inform_texts()[code]) else None
    return Preview(code, texts[code], segments(texts[code]), group, GROUPS[group], reach, passed)


def _passed(campaign: Campaign, head: UnitHead) -> date | None:
    """The last day of the office, where it is over."""
    due = last_day(campaign, head.unit)
    return due if due < today_of(timezone.now()) else None


def _names_last_day(words: str) -> bool:
    """It is the last of the gaps that a text to clients may have."""
    return variables(words) == INFORM_GAPS


def _send(request: Visit, head: UnitHead, form: InformForm) -> bool:
    inform(
        actor=request.actor,
        at=timezone.now(),
        code=head.code,
        unit=head.unit,
        text=form.cleaned_data["text"],
        group=form.cleaned_data["group"],
    )
    return True
