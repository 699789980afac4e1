"""The way to a person's file: by national id or file number, sent with POST and with a reason."""

from dataclasses import dataclass

from django.http import HttpResponseBase
from django.views.decorators.cache import never_cache

from sayeban.audit.events import look
from sayeban.design.jinja import render
from sayeban.people.pages.search.form import SearchForm
from sayeban.people.reads.search import Found, search_persons
from sayeban.people.rules import KEEPERS
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door


@dataclass(frozen=True, slots=True)
class SearchPage:
    """The form and, once it was sent, who was found. `asked`: it was sent."""

    form: SearchForm
    found: tuple[Found, ...] = ()
    asked: bool = False


@never_cache
@door(KEEPERS, methods=("GET", "POST"))
def search(request: Visit) -> HttpResponseBase:
    """پرونده‌ها."""
    form = SearchForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        status = 422 if form.errors else 200
        return render(request, "people/search.jinja", SearchPage(form), status=status)
    with looking(request.actor):
        found = search_persons(form.cleaned_data["identifier"])
        look(
            user_id=request.actor.user_id,
            purpose=f"search.{form.cleaned_data['reason']}",
            subject="people.search",
            subject_id="",
            rows=len(found),
        )
        page = SearchPage(form, tuple(found), asked=True)
        return render(request, "people/search.jinja", page)
