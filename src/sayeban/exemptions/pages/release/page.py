"""The director-general sees the list before he signs it, and releases it (page 35; A-133 … A-136).

What he saw comes back with his signature, sealed: a list that changed in between is not signed.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.core import signing
from django.http import HttpResponseBase, QueryDict
from django.urls import reverse
from django.utils import timezone

from sayeban.design.filters import number
from sayeban.design.jinja import render
from sayeban.exemptions import rights
from sayeban.exemptions.pages.answers import done
from sayeban.exemptions.pages.release.form import ReleaseForm
from sayeban.exemptions.pages.release.preview import (
    PartShown,
    missing_in_words,
    parts_shown,
    write_preview,
)
from sayeban.exemptions.pages.units import UnitHead, unit_head
from sayeban.exemptions.reads.release_preview import Preview, release_preview
from sayeban.exemptions.reads.release_state import Missing, ReleaseState, release_state
from sayeban.exemptions.rules_preview import changes, parts_of
from sayeban.exemptions.words_release import change_label
from sayeban.kit.units import Unit
from sayeban.organisations.public import unit_labels
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door
from sayeban.runtime.jobs import start
from sayeban.runtime.refusals import AccessDenied
from sayeban.sheets.public import answer_workbook

_SEAL: Final = "exemptions.preview"


@dataclass(frozen=True, slots=True)
class LateCounty:
    """One county that is not finished; `missing` names what its rows wait for."""

    name: str
    href: str
    count: int
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReleasePage:
    """Whether the province can release, what the list would hold, and the signature.

    `own_href`: its unfinished worklist, `own_missing` what that waits for. `unsigned` rows wait for
    the director-general's own approval, on the page `approval`. `preview` is None until every late
    county is left out; `seal` holds it for the signature, `changed` says what became otherwise
    since he saw it.
    """

    head: UnitHead
    state: ReleaseState
    late: tuple[LateCounty, ...]
    own_href: str
    own_missing: tuple[str, ...]
    unsigned: int
    approval: str
    preview: Preview | None
    listed: tuple[PartShown, ...]
    others: tuple[PartShown, ...]
    seal: str
    xlsx: str
    changed: tuple[str, ...]
    form: ReleaseForm


@dataclass(frozen=True, slots=True)
class Deciding:
    """What every answer of this page begins with. `late`: names of late counties by code."""

    head: UnitHead
    state: ReleaseState
    late: Mapping[str, str]

    def preview(self, without: Collection[str]) -> Preview | None:
        """The list without these counties; None while it cannot be made."""
        ready = not self.state.own and self.state.waiting and set(self.late) <= set(without)
        return release_preview(self.head.code, self.head.unit, without) if ready else None

    def sealed(self, preview: Preview, without: Collection[str]) -> str:
        """The preview as the page keeps it; nobody but the server can have written it."""
        lines = [[p.utility, p.company, p.outcome, p.rows, p.mark] for p in preview.parts]
        about = [self.head.code, self.head.text, self.state.number, sorted(without)]
        return signing.dumps({"about": about, "lines": lines}, salt=_SEAL, compress=True)

    def opened(self, seal: str, without: Collection[str]) -> list[list[Any]] | None:
        """The lines of a sealed preview of exactly this list; None for any other."""
        try:
            kept = signing.loads(seal, salt=_SEAL)
        except signing.BadSignature:
            return None
        about = [self.head.code, self.head.text, self.state.number, sorted(without)]
        lines: list[list[Any]] = kept["lines"]
        return lines if kept["about"] == about else None


@door(rights.RELEASERS, methods=("GET", "POST"))
def decide(request: Visit, code: str, unit: str) -> HttpResponseBase:
    """انتشار فهرست استان."""
    deciding = _deciding(request, code, unit)
    if request.method != "POST":
        return _show(request, deciding, ReleaseForm(late=deciding.late), ())
    if request.POST.get("do") == "preview":
        chosen = {
            "without": request.POST.getlist("without"),
            "reason": request.POST.get("reason", ""),
        }
        form = ReleaseForm(late=deciding.late, initial=chosen)
        return _show(request, deciding, form, chosen["without"])
    form = ReleaseForm(request.POST, late=deciding.late)
    without = request.POST.getlist("without") if deciding.late else []
    if not form.is_valid():
        return _show(request, deciding, form, without)
    lines = deciding.opened(request.POST.get("seal", ""), without)
    with looking(request.actor):
        now = deciding.preview(without)
    if lines is None or now is None:
        form.add_error(None, "پیش‌نمایش همین فهرست را ببینید و سپس امضا کنید.")
        return _show(request, deciding, form, without)
    if changed := changes(parts_of(lines), now.parts):
        form.add_error(None, "پس از پیش‌نمایش، فهرست تغییر کرد. تغییرها را ببینید و امضا کنید.")
        return _show(request, deciding, form, without, tuple(map(change_label, changed)))
    return _start(request, deciding, form, lines)


@door(rights.RELEASERS)
def preview_xlsx(request: Visit, code: str, unit: str) -> HttpResponseBase:
    """The preview as a workbook."""
    deciding = _deciding(request, code, unit)
    found = deciding.preview(request.GET.getlist("without"))
    shown = parts_shown(found.parts if found else (), deciding.head.unit)
    name = f"preview-{code}-{deciding.head.text}-{deciding.state.number}.xlsx"
    answer, _ = answer_workbook(name, lambda path: write_preview(shown, path))
    return answer


def _deciding(request: Visit, code: str, unit: str) -> Deciding:
    with looking(request.actor):
        head = unit_head(request.actor, code, unit, timezone.now())
        state = release_state(code, head.unit)
        names = unit_labels({Unit.of_county(block.unit) for block in state.late})
    if not request.actor.holds(rights.RELEASERS, head.unit):
        raise AccessDenied
    late = {block.unit: names[Unit.of_county(block.unit)] for block in state.late}
    return Deciding(head, state, late)


def _show(
    request: Visit,
    deciding: Deciding,
    form: ReleaseForm,
    without: Collection[str],
    changed: tuple[str, ...] = (),
) -> HttpResponseBase:
    with looking(request.actor):
        page = _page(deciding, form, without, changed)
        status = 422 if form.errors else 200
        return render(request, "exemptions/release.jinja", page, status=status)


def _page(
    deciding: Deciding, form: ReleaseForm, without: Collection[str], changed: tuple[str, ...]
) -> ReleasePage:
    head, state = deciding.head, deciding.state
    found = deciding.preview(without)
    shown = parts_shown(found.parts if found else (), head.unit)
    chosen = QueryDict(mutable=True)
    chosen.setlist("without", list(without))
    address = reverse("campaign_release_preview_xlsx", args=[head.code, head.text])
    return ReleasePage(
        head,
        state,
        tuple(
            LateCounty(
                deciding.late[b.unit],
                reverse("campaign_rows", args=[head.code, b.unit]),
                b.count,
                missing_in_words(state.missing[b.unit], deciding.late[b.unit], head.label),
            )
            for b in state.late
        ),
        f"{reverse('campaign_rows', args=[head.code, head.text])}?own=on",
        missing_in_words(state.missing.get("", Missing()), "", head.label),
        sum(each.province for each in state.missing.values()),
        reverse("campaign_approval", args=[head.code, head.text]),
        found,
        tuple(part for part in shown if part.is_listed),
        tuple(part for part in shown if not part.is_listed),
        deciding.sealed(found, without) if found else "",
        f"{address}?{chosen.urlencode()}" if without else address,
        changed,
        form,
    )


def _start(
    request: Visit, deciding: Deciding, form: ReleaseForm, seen: list[list[Any]]
) -> HttpResponseBase:
    """The worker releases and writes the package; refusals come back on the page of the work."""
    head, state = deciding.head, deciding.state
    work = start(
        actor=request.actor,
        at=timezone.now(),
        kind="campaign.release",
        arguments={
            "code": head.code,
            "unit": head.text,
            "number": state.number,
            "without": form.cleaned_data.get("without", []),
            "reason": form.cleaned_data.get("reason", ""),
            "seen": seen,
            "name": f"{head.label}، فهرست {number(state.number)}",
        },
        unit=head.unit,
    )
    return done(reverse("campaign_work", args=[head.code, work]))
