"""The director-general's decision to release the province's list (page 35; A-133 … A-136)."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponseBase, QueryDict
from django.urls import reverse
from django.utils import timezone

from sayeban.design.filters import number
from sayeban.design.forms import TextField
from sayeban.design.jinja import render
from sayeban.exemptions import rights
from sayeban.exemptions.pages.answers import done
from sayeban.exemptions.pages.units import UnitHead, unit_head
from sayeban.exemptions.reads.release_state import ReleaseState, release_state
from sayeban.kit.units import Unit
from sayeban.organisations.public import unit_labels
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door
from sayeban.runtime.jobs import start
from sayeban.runtime.refusals import AccessDenied


class ReleaseForm(forms.Form):
    """Which late counties stay out, why, and the signature."""

    without = forms.MultipleChoiceField(
        label="شهرستان‌هایی که از این فهرست کنار می‌مانند",
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="ردیف‌های آن‌ها پس از تأیید در فهرست متمم می‌آید. ستاد از این تصمیم آگاه می‌شود.",
    )
    reason = TextField(
        label="دلیل انتشار بدون این شهرستان‌ها",
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
    sure = forms.BooleanField(
        label="فهرست را امضا می‌کنم؛ می‌دانم که پس از امضا تغییر نمی‌کند",
        error_messages={"required": "برای امضای فهرست این خانه را نشان بزنید."},
    )

    def __init__(self, data: QueryDict | None = None, *, late: dict[str, str]) -> None:
        super().__init__(data)
        field = self.fields["without"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(late.items())
        if not late:
            del self.fields["without"], self.fields["reason"]

    def clean(self) -> dict[str, Any]:
        """A county is never left out without a reason."""
        typed: dict[str, Any] = super().clean() or {}
        if typed.get("without") and not typed.get("reason"):
            self.add_error("reason", ValidationError("دلیل را بنویسید.", code="required"))
        return typed


@dataclass(frozen=True, slots=True)
class LateCounty:
    """One county that is not finished."""

    name: str
    href: str
    count: int


@dataclass(frozen=True, slots=True)
class ReleasePage:
    """Whether the province can release, and the signature. `own_href`: its unfinished worklist."""

    head: UnitHead
    state: ReleaseState
    late: tuple[LateCounty, ...]
    own_href: str
    form: ReleaseForm


@door(rights.RELEASERS, methods=("GET", "POST"))
def decide(request: Visit, code: str, unit: str) -> HttpResponseBase:
    """انتشار فهرست استان."""
    with looking(request.actor):
        head = unit_head(request.actor, code, unit, timezone.now())
        state = release_state(code, head.unit)
        names = unit_labels({Unit.of_county(block.unit) for block in state.late})
    if not request.actor.holds(rights.RELEASERS, head.unit):
        raise AccessDenied
    late = {block.unit: names[Unit.of_county(block.unit)] for block in state.late}
    form = ReleaseForm(request.POST if request.method == "POST" else None, late=late)
    if form.is_valid():
        return _start(request, head, state, form)
    page = ReleasePage(
        head,
        state,
        tuple(
            LateCounty(late[b.unit], reverse("campaign_rows", args=[code, b.unit]), b.count)
            for b in state.late
        ),
        f"{reverse('campaign_rows', args=[code, head.text])}?own=on",
        form,
    )
    with looking(request.actor):
        status = 422 if form.errors else 200
        return render(request, "exemptions/release.jinja", page, status=status)


def _start(
    request: Visit, head: UnitHead, state: ReleaseState, form: ReleaseForm
) -> HttpResponseBase:
    """The worker releases and writes the package; refusals come back on the page of the work."""
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
            "name": f"{head.label}، فهرست {number(state.number)}",
        },
        unit=head.unit,
    )
    return done(reverse("campaign_work", args=[head.code, work]))
