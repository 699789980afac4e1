"""Steps of the worklist by the name, national id or number of whom they are about."""

from dataclasses import dataclass

from django.http import HttpResponseBase
from django.utils import timezone
from django.views.decorators.cache import never_cache

from sayeban.audit.events import look
from sayeban.cases.pages.work.form import FindForm
from sayeban.cases.pages.work.page import Line, lines_of
from sayeban.cases.reads.worklist import SIZE, Filters, worklist
from sayeban.cases.rules import STAFF
from sayeban.country.today import today_of
from sayeban.design.jinja import render
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door


@dataclass(frozen=True, slots=True)
class FindPage:
    """`asked`: the search was made; `more`: there are more than the page shows."""

    form: FindForm
    lines: tuple[Line, ...] = ()
    asked: bool = False
    more: bool = False


@never_cache
@door(STAFF, methods=("POST",))
def find(request: Visit) -> HttpResponseBase:
    """جستجو در کارتابل."""
    form, today = FindForm(request.POST), today_of(timezone.now())
    with looking(request.actor):
        if not form.is_valid():
            return render(request, "cases/work_find.jinja", FindPage(form), status=422)
        sought = Filters(sought=form.cleaned_data["sought"])
        found = worklist(request.actor, today, sought)
        look(
            user_id=request.actor.user_id,
            purpose=f"search.{form.cleaned_data['reason']}",
            subject="cases.work",
            subject_id="",
            rows=len(found.rows),
        )
        lines = tuple(lines_of(found.rows, today))
        page = FindPage(form, lines, asked=True, more=found.total > SIZE)
        return render(request, "cases/work_find.jinja", page)
