"""The services for machines, put together: addresses, description, problems."""

import json
from collections.abc import Callable, Sequence
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import URLPattern, path
from django.views.decorators.csrf import csrf_exempt
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.operation import Operation

from sayeban.accounts.public import KeyMissing, token_answer
from sayeban.exemptions.api.back import router as back
from sayeban.exemptions.api.door import kept_problem
from sayeban.exemptions.api.feeds import router as feeds
from sayeban.exemptions.api.signalled import WEBHOOKS
from sayeban.exemptions.api.snapshots import router as snapshots
from sayeban.exemptions.api.uploads import router as uploads
from sayeban.exemptions.refusals_feed import BodyInvalid
from sayeban.kit.refusals import Refusal
from sayeban.runtime.doors import Door, door
from sayeban.runtime.problems import PROBLEM_TYPE, Fault, problem
from sayeban.runtime.refusals import BodyUnreadable

PREFIX: Final = "/utility/v1"

utility = NinjaAPI(
    title="Utility-bill exemption exchange",
    version="1.0.0",
    description=(
        "One feed is what one publisher tells one company of one province: an append-only log of"
        " approved changes, numbered without a hole. Keep next_cursor and go on from"
        " there. Only private meters enter a feed, and a company sees only its own utility's"
        " identifiers. Persian sentences in `detail` are for people."
    ),
    urls_namespace="utility",
    docs_url=None,
    openapi_url=None,
    servers=[{"url": PREFIX}],
)
utility.add_router("", feeds)
utility.add_router("", snapshots)
utility.add_router("", back)
utility.add_router("", uploads)


Kept = Callable[[HttpRequest, Refusal, Sequence[Fault]], HttpResponse]


def answers_problems(api: NinjaAPI, kept: Kept) -> None:
    """What a service answers where it refuses: problems, of which `kept` leaves a line."""

    @api.exception_handler(Refusal)
    def refused(_request: HttpRequest, refusal: Refusal) -> HttpResponse:
        return problem(refusal)

    @api.exception_handler(ValidationError)
    def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
        # Place by place; nothing of what was sent is told.
        return kept(request, *in_places(error))

    @api.exception_handler(HttpError)
    def unreadable(request: HttpRequest, _error: HttpError) -> HttpResponse:
        # The library raises it for a body that is no JSON, and for nothing else that we ask of it.
        return kept(request, BodyUnreadable(), ())


answers_problems(utility, kept_problem)


def in_places(error: ValidationError) -> tuple[Refusal, list[Fault]]:
    """The refusal of what does not have the described form, with each place."""
    places = [_pointer(fault["loc"]) for fault in error.errors]
    if any(place.lower().endswith("/idempotency-key") for place in places):
        return KeyMissing(), []
    return BodyInvalid(), [
        Fault(f"body.{fault['type']}", BodyInvalid.sentence, place)
        for fault, place in zip(error.errors, places, strict=True)
    ]


def _pointer(place: tuple[Any, ...]) -> str:
    return "/" + "/".join(str(each).replace("~", "~0").replace("/", "~1") for each in place)


def operations(api: NinjaAPI = utility) -> list[Operation]:
    """Every operation of the service."""
    return [
        operation
        for _, router in api._routers
        for view in router.path_operations.values()
        for operation in view.operations
    ]


def description() -> dict[str, Any]:
    """The OpenAPI 3.1 document, made from the code that answers."""
    return described(utility) | {"webhooks": WEBHOOKS}


def described(api: NinjaAPI) -> dict[str, Any]:
    """The same of any service whose operations ask for a scope or for nothing."""
    made: dict[str, Any] = json.loads(json.dumps(api.get_openapi_schema(path_prefix="")))
    scopes = {each.operation_id: _scopes(each) for each in operations(api)}
    for methods in made["paths"].values():
        for told in methods.values():
            asked = scopes[told["operationId"]]
            told["security"] = [{"Scope": asked}] if asked else []
            for status, answer in told["responses"].items():
                if status >= "400":
                    answer["content"] = {PROBLEM_TYPE: answer["content"]["application/json"]}
    return made


def _scopes(operation: Operation) -> list[str]:
    return [auth.scope for auth in operation.auth_callbacks if hasattr(auth, "scope")]


@door("anyone")
def openapi(_request: HttpRequest) -> JsonResponse:
    """The description as the code makes it."""
    return JsonResponse(description(), json_dumps_params={"ensure_ascii": False})


@csrf_exempt
@door("anyone", methods=("POST",))
def token(request: HttpRequest) -> HttpResponse:
    """A token for the id and secret of a program."""
    return token_answer(request)


def declared(api: NinjaAPI, *, anyone: frozenset[str] = frozenset()) -> list[URLPattern]:
    """The operations' addresses, each with the door of its scope; `anyone` names the open ones."""
    for operation in operations(api):
        if bool(_scopes(operation)) == (operation.operation_id in anyone):
            raise TypeError(f"{operation.operation_id} asks for no scope, or is open with one")
    patterns = [
        each
        for each in api.urls[0]
        if isinstance(each, URLPattern) and each.name != "api-root"  # of the library's own pages
    ]
    for pattern in patterns:
        own = [each for each in operations(api) if each.view_func.__name__ == pattern.name]
        methods = tuple(method for each in own for method in each.methods)
        is_open = any(each.operation_id in anyone for each in own)
        vars(pattern.callback)["door"] = Door("anyone" if is_open else "client", methods)
    return patterns


urlpatterns = [
    path("openapi.json", openapi, name="utility_openapi"),
    *declared(utility),
]
