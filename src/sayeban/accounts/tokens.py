"""OAuth 2 client credentials (RFC 6749 4.4): a program changes its secret for a short token.

Authlib speaks the protocol; clients, secrets and tokens are our own tables, so that two secrets
hold during a rotation and a token can be bound to a certificate (docs/decisions/0018).
"""

import base64
import json
from collections.abc import Mapping
from datetime import datetime
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import urlencode

from authlib.integrations.django_oauth2 import AuthorizationServer
from authlib.integrations.django_oauth2.requests import DjangoOAuth2Payload, DjangoOAuth2Request
from authlib.oauth2.rfc6749 import ClientMixin, OAuth2Request, grants
from authlib.oauth2.rfc6749.util import list_to_scope, scope_to_list
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.utils import timezone

from sayeban.accounts.actions.count_call import count_call
from sayeban.accounts.actions.issue_token import issue_token
from sayeban.accounts.machines import TOKEN_HOLDS, drawn, hashed
from sayeban.accounts.models import MachineClient
from sayeban.accounts.refusals_machine import RateExceeded, SecretWrong
from sayeban.accounts.rules import is_machine_id
from sayeban.runtime.actor import SYSTEM
from sayeban.runtime.problems import problem

_GRANT: Final = "client_credentials"
_METHOD: Final = "client_secret_basic"
_READ: Final = "exemption.read"


class _Client(ClientMixin):  # type: ignore[misc]  # the library ships no types
    """A program as the library asks about it."""

    def __init__(self, row: MachineClient) -> None:
        self.row = row

    def get_client_id(self) -> str:
        return self.row.client_id

    def get_allowed_scope(self, scope: str) -> str:
        asked = scope_to_list(scope) or self.row.scopes
        return str(list_to_scope([each for each in asked if each in self.row.scopes]))

    def check_client_secret(self, client_secret: str) -> bool:
        holds = Q(expires=None) | Q(expires__gt=timezone.now())
        return bool(self.row.secrets.filter(holds, sha256=hashed(client_secret)).exists())

    def check_endpoint_auth_method(self, method: str, endpoint: str) -> bool:  # noqa: ARG002 - asked so
        return method == _METHOD

    def check_grant_type(self, grant_type: str) -> bool:
        return grant_type == _GRANT


class _Request(DjangoOAuth2Request):  # type: ignore[misc]  # the same
    """A request for a token. Whether TLS is spoken the settings say, on loopback there is none."""

    def __init__(self, request: HttpRequest) -> None:
        secure = request.build_absolute_uri().replace("http:", "https:", 1)
        OAuth2Request.__init__(self, request.method, secure, headers=request.headers)
        self.payload = DjangoOAuth2Payload(request)
        self._request = request


class _Server(AuthorizationServer):  # type: ignore[misc]  # the same
    """The token endpoint."""

    def create_oauth2_request(self, request: HttpRequest) -> OAuth2Request:
        return _Request(request)

    def query_client(self, client_id: str) -> _Client | None:
        if not is_machine_id(client_id):
            return None
        row = MachineClient.objects.filter(client_id=client_id, disabled_at=None).first()
        return _Client(row) if row else None

    def save_token(self, token: Mapping[str, Any], request: OAuth2Request) -> None:
        # After the secret was found right: a stranger who names a program uses up nothing of it.
        count_call(request.client.row.pk, timezone.now())
        issue_token(
            actor=SYSTEM,
            at=timezone.now(),
            client=request.client.row.pk,
            token=token["access_token"],
            scopes=scope_to_list(token["scope"]),
            certificate=request.client.row.certificate,
        )


_SERVER: Final = _Server(None, None)
_SERVER.load_config(
    {
        "access_token_generator": lambda *_args, **_kwargs: drawn(),
        "token_expires_in": {_GRANT: int(TOKEN_HOLDS.total_seconds())},
    }
)
_SERVER.register_grant(grants.ClientCredentialsGrant)


def as_basic(request: HttpRequest) -> None:
    """Read id and secret from the body, as the registry standard sends them: JSON or a form."""
    sent: Any = request.POST
    if request.content_type == "application/json":
        try:
            sent = json.loads(request.body)
        except ValueError:
            sent = {}
    named = sent if isinstance(sent, dict) else {}
    word = f"{named.get('client_id', '')}:{named.get('client_secret', '')}"
    request.META["HTTP_AUTHORIZATION"] = f"Basic {base64.b64encode(word.encode()).decode()}"
    vars(request).pop("headers", None)  # read before and kept by Django
    asked = {name: str(named[name]) for name in ("grant_type", "scope") if named.get(name)}
    request.POST = QueryDict(urlencode(asked))


def token_answer(request: HttpRequest) -> HttpResponse:
    """The answer of RFC 6749 5.1 or 5.2 to a request for a token; a problem past the limit."""
    try:
        answer: HttpResponse = _SERVER.create_token_response(request)
    except RateExceeded as refusal:
        return problem(refusal)
    except UnicodeDecodeError:  # of a header that names nobody
        return JsonResponse({"error": "invalid_client"}, status=HTTPStatus.UNAUTHORIZED)
    return answer


def reading_token(client_id: str, secret: str, at: datetime) -> str:
    """A token to read with, for a person of the company who holds its program's secret.

    Refuses client.secret_wrong.
    """
    client = _SERVER.query_client(client_id)
    if client is None or not client.check_client_secret(secret):
        raise SecretWrong
    token = drawn()
    issue_token(
        actor=SYSTEM,
        at=at,
        client=client.row.pk,
        token=token,
        scopes=scope_to_list(client.get_allowed_scope(_READ)),
        certificate=client.row.certificate,
    )
    return token
