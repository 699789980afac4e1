"""The service for programs of institutions, put together: addresses, description, problems."""

from typing import Final

from django.http import HttpRequest, JsonResponse
from django.urls import path
from ninja import NinjaAPI

from sayeban.interop.api.social.cases import router as cases
from sayeban.interop.api.social.door import kept_problem
from sayeban.interop.api.social.facts import router as facts
from sayeban.interop.api.social.forms import router as forms
from sayeban.runtime.doors import door
from sayeban.sites.api import answers_problems, declared, described

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


answers_problems(social, kept_problem)


@door("anyone")
def openapi(_request: HttpRequest) -> JsonResponse:
    """The description as the code makes it."""
    return JsonResponse(described(social), json_dumps_params={"ensure_ascii": False})


urlpatterns = [
    path("openapi.json", openapi, name="social_openapi"),
    *declared(social, anyone=frozenset({"track"})),
]
