"""«تقسیم کار»: the head of a centre shares its households among its workers."""

from collections.abc import Collection
from dataclasses import dataclass

from django import forms
from django.http import Http404, HttpResponseBase, QueryDict
from django.urls import reverse
from django.utils import timezone

from sayeban.accounts.public import user_names
from sayeban.design.forms import offer
from sayeban.design.jinja import render
from sayeban.exemptions import rights
from sayeban.exemptions.actions.share_work import share_work
from sayeban.exemptions.models import WorkShare
from sayeban.exemptions.pages.answers import attempt, done
from sayeban.exemptions.pages.units import UnitHead, unit_head
from sayeban.exemptions.reads.campaign import campaign_by_code
from sayeban.exemptions.reads.centre_staff import workers_of
from sayeban.exemptions.reads.sharing import parts_of, share_of
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door
from sayeban.runtime.refusals import AccessDenied


class SharingForm(forms.Form):
    """Among whom the work is shared; `end` takes the sharing back and needs nobody."""

    end = forms.BooleanField(required=False, widget=forms.HiddenInput)
    workers = forms.TypedMultipleChoiceField(
        label="کار میان چه کسانی تقسیم شود؟",
        widget=forms.CheckboxSelectMultiple,
        coerce=int,
        error_messages={"required": "دست‌کم دو نفر را نشان بزنید."},
    )

    def __init__(
        self, data: QueryDict | None, *, workers: list[tuple[int, str]], chosen: Collection[int]
    ) -> None:
        super().__init__(data, initial={"workers": chosen})
        offer(self.fields["workers"], workers)
        self.fields["workers"].required = not (data and data.get("end"))


@dataclass(frozen=True, slots=True)
class PartShown:
    """One worker's share: his rows now and those that are still to do."""

    name: str
    rows: int
    left: int


@dataclass(frozen=True, slots=True)
class SharingPage:
    """One centre; `parts` is empty while its work is not shared."""

    head: UnitHead
    parts: tuple[PartShown, ...]
    workers: int
    form: SharingForm


@door(rights.CENTRE_HEAD, methods=("GET", "POST"))
def share(request: Visit, code: str, unit: str) -> HttpResponseBase:
    """تقسیم کار مرکز."""
    with looking(request.actor):
        head = unit_head(request.actor, code, unit, timezone.now())
        if head.unit.level != "centre":
            raise Http404
        shared = share_of(campaign_by_code(code).pk, head.unit)
        staff = [
            (worker.user_id, worker.name) for worker in workers_of(code, head.unit, timezone.now())
        ]
    if not request.actor.holds(rights.CENTRE_HEAD, head.unit):
        raise AccessDenied
    posted = request.POST if request.method == "POST" else None
    form = SharingForm(posted, workers=staff, chosen=shared.workers if shared else ())
    if form.is_valid():
        workers = [] if form.cleaned_data["end"] else form.cleaned_data["workers"]
        if attempt(form, lambda: _share(request, head, workers)):
            said = "work_shared" if workers else "sharing_ended"
            return done(reverse("campaign_sharing", args=[code, head.text]), said)
    with looking(request.actor):
        page = SharingPage(head, _parts(shared), len(staff), form)
        status = 422 if form.errors else 200
        return render(request, "exemptions/sharing.jinja", page, status=status)


def _share(request: Visit, head: UnitHead, workers: Collection[int]) -> bool:
    share_work(
        actor=request.actor, at=timezone.now(), code=head.code, unit=head.unit, workers=workers
    )
    return True


def _parts(shared: WorkShare | None) -> tuple[PartShown, ...]:
    parts = parts_of(shared) if shared else []
    names = user_names({part.worker for part in parts})
    return tuple(PartShown(names.get(part.worker, ""), part.rows, part.left) for part in parts)
