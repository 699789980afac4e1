"""The paid duties of a centre: its head marks them, its people send the map (A-082)."""

from django.http import Http404, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from sayeban.audit.events import look
from sayeban.documents.public import serve
from sayeban.exemptions import rights
from sayeban.exemptions.actions.duties import draw_map, mark_duty
from sayeban.exemptions.pages.answers import attempt, done
from sayeban.exemptions.pages.duties.form import MapForm, MarkForm
from sayeban.exemptions.pages.duties.nation import nation_page
from sayeban.exemptions.pages.duties.shown import shown
from sayeban.exemptions.pages.duties.within import centres_page
from sayeban.exemptions.pages.units import UnitHead, unit_head
from sayeban.exemptions.reads.campaign import campaign_by_code
from sayeban.exemptions.reads.duties import drawing_document
from sayeban.exemptions.rules_duties import DUTY_LABELS
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door


@door(rights.STAFF)
def duties(request: Visit, code: str, unit: str) -> HttpResponse:
    """وظیفه‌های مرکز."""
    head = unit_head(request.actor, code, unit, timezone.now())
    if head.unit.level == "centre":
        return shown(request, head)
    return nation_page(request, head) if head.unit.level == "hq" else centres_page(request, head)


@door(rights.CENTRE_HEAD, methods=("POST",))
def mark(request: Visit, code: str, unit: str, duty: str) -> HttpResponseBase:
    """ثبت یا پس گرفتن انجام یک وظیفه."""
    if duty not in DUTY_LABELS:
        raise Http404
    head = _centre(request, code, unit)
    is_done = request.POST.get("done") == "1"
    form = MarkForm(request.POST, duty=duty, takes_back=not is_done)
    if form.is_valid() and attempt(form, lambda: _mark(request, head, duty, form, is_done=is_done)):
        return done(_address(head), "duty_done" if is_done else "duty_taken_back")
    with looking(request.actor):
        return shown(request, head, problem=form)


@door(rights.CENTRE_COLLECTORS, methods=("POST",))
def draw(request: Visit, code: str, unit: str) -> HttpResponseBase:
    """عکس نقشهٔ محله."""
    head = _centre(request, code, unit)
    form = MapForm(request.POST, request.FILES)
    if form.is_valid() and attempt(form, lambda: _draw(request, head, form)):
        return done(_address(head), "map_drawn")
    with looking(request.actor):
        return shown(request, head, problem=form)


@door(rights.STAFF)
def picture(request: Visit, code: str, unit: str, number: int) -> HttpResponseBase:
    """One picture of the map; it may name dwellings, so that the look is kept."""
    head = unit_head(request.actor, code, unit, timezone.now())
    found = drawing_document(campaign_by_code(code), head.unit, number)
    if found is None:
        raise Http404
    look(
        user_id=request.actor.user_id,
        purpose="document",
        subject="exemptions.map",
        subject_id=str(number),
        rows=1,
    )
    return serve(found)


def _centre(request: Visit, code: str, unit: str) -> UnitHead:
    with looking(request.actor):
        head = unit_head(request.actor, code, unit, timezone.now())
    if head.unit.level != "centre":
        raise Http404
    return head


def _address(head: UnitHead) -> str:
    return reverse("campaign_duties", args=[head.code, head.text])


def _mark(request: Visit, head: UnitHead, duty: str, form: MarkForm, *, is_done: bool) -> bool:
    mark_duty(
        actor=request.actor,
        at=timezone.now(),
        code=head.code,
        unit=head.unit,
        duty=duty,
        is_done=is_done,
        note=form.cleaned_data["note"],
    )
    return True


def _draw(request: Visit, head: UnitHead, form: MapForm) -> bool:
    draw_map(
        actor=request.actor,
        at=timezone.now(),
        code=head.code,
        unit=head.unit,
        data=form.cleaned_data["picture"].read(),
    )
    return True
