"""The service for programs of institutions, put together: addresses, description, problems."""

from typing import Final

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path
from ninja import NinjaAPI
from ninja.errors import ValidationError

from sayeban.interop.api.social.cases import router as cases
from sayeban.interop.api.social.door import kept_problem
from sayeban.interop.api.social.facts import router as facts
from sayeban.interop.api.social.forms import router as forms
from sayeban.kit.refusals import Refusal
from sayeban.runtime.doors import door
from sayeban.runtime.problems import problem
from sayeban.sites.api import declared, described, in_places

PREFIX: Final = "/social/v1"

social = NinjaAPI(
    title="Facts, forms and requests for institutions",
    version="1.0.0",
    description=(
        "What an institution's agreement opens to its program: facts of a person for a purpose,"
        " forms as JSON Schema with their submissions, requests and where they stand; tracking is"
        " open to whoever holds a number. Persian sentences in `detail` are for people."
    ),
    urls_namespace="social",
    docs_url=None,
    openapi_url=None,
    servers=[{"url": PREFIX}],
)
social.add_router("", facts)
social.add_router("", forms)
social.add_router("", cases)


@social.exception_handler(Refusal)
def refused(_request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """A refusal as a problem."""
    return problem(refusal)


@social.exception_handler(ValidationError)
def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """What does not have the described form, place by place; nothing of what was sent is told."""
    return kept_problem(request, *in_places(error))


@door("anyone")
def openapi(_request: HttpRequest) -> JsonResponse:
    """The description as the code makes it."""
    return JsonResponse(described(social), json_dumps_params={"ensure_ascii": False})


urlpatterns = [
    path("openapi.json", openapi, name="social_openapi"),
    *declared(social, anyone=frozenset({"track"})),
]
