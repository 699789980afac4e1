"""برآورد وسع یک خانوار: which indicator stands where, what is lacking, what the register says."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from sayeban.country.today import today_of
from sayeban.design.jinja import render
from sayeban.eligibility.means import BANDS, LEAST_KNOWN
from sayeban.eligibility.reads.means import explain_means, model_on
from sayeban.eligibility.rights import DECIDERS
from sayeban.facts.public import in_words
from sayeban.people.public import seen_file
from sayeban.runtime.doors import Visit, door

_SOURCES: Final = {
    "official": "دهک رسمی از سامانهٔ رفاه ایرانیان",
    "estimate": "برآورد مدل؛ دهک رسمی نرسیده است",
    "": "نامعلوم: نه دهک رسمی رسیده و نه برای برآورد داده کافی هست",
}


@dataclass(frozen=True, slots=True)
class PartLine:
    """One indicator. `place` 0..1, absent where it is unknown."""

    label: str
    value: str
    weight: int
    place: float | None


@dataclass(frozen=True, slots=True)
class PersonMeansPage:
    """`decile` is absent while it is unknown; `model` is "" where none holds."""

    name: str
    person_href: str
    decile: int | None
    band: str
    source: str
    model: str
    sample: bool
    since: date | None
    known: float
    enough: bool
    lines: tuple[PartLine, ...]


@door(DECIDERS)
def person(request: Visit, person_id: int) -> HttpResponse:
    """برآورد وسع یک خانوار."""
    file = seen_file(request.actor, person_id, "rules.means")
    model = model_on(today_of(timezone.now()))
    told = explain_means(person_id, model)
    page = PersonMeansPage(
        file.full_name or "بدون نام",
        reverse("person", args=[person_id]),
        told.means.decile,
        next((label for _, code, label in BANDS if code == told.means.band), "نامعلوم"),
        _SOURCES[told.means.source],
        model.title if model else "",
        bool(model and model.sample),
        model.valid_from if model else None,
        told.known,
        told.known >= LEAST_KNOWN,
        tuple(
            PartLine(
                each.label,
                in_words(each.fact, each.value) if each.value is not None else "نامعلوم",
                each.weight,
                each.place,
            )
            for each in told.parts
        ),
    )
    return render(request, "eligibility/means_person.jinja", page)
