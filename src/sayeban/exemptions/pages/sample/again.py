"""One draw, repeated before the reader's eyes."""

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.utils import timezone

from sayeban.design.jinja import render
from sayeban.exemptions import rights
from sayeban.exemptions.pages.units import UnitHead, samples, unit_head
from sayeban.exemptions.reads.sample_again import Again, drawn_again
from sayeban.organisations.public import unit_label
from sayeban.runtime.doors import Visit, door


@dataclass(frozen=True, slots=True)
class AgainPage:
    """One draw of the office, and what drawing again gives."""

    head: UnitHead
    unit: str
    again: Again


@door(rights.SAMPLE_READERS)
def again(request: Visit, code: str, unit: str, number: int) -> HttpResponse:
    """تکرار قرعه."""
    head = unit_head(request.actor, code, unit, timezone.now())
    found = drawn_again(code, head.unit, number) if samples(head.unit) else None
    if found is None or not request.actor.reaches(rights.SAMPLE_READERS, head.unit):
        raise Http404
    page = AgainPage(head, unit_label(found.draw.unit), found)
    return render(request, "exemptions/sample_again.jinja", page)
