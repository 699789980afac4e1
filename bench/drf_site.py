"""What a usual project answers one exemption with: Django REST framework and the ORM.

The token is looked up, the agreement is asked for, the change is serialised, call and look are
kept, each by the ORM. It works as the owner of the tables, so that row-level security costs it
nothing, and it counts no calls against a limit.
"""

from hashlib import sha256
from typing import Any
from uuid import UUID

from django.urls import path
from django.utils import timezone
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed, NotFound
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import ModelSerializer
from rest_framework.views import APIView

from sayeban.accounts.models import MachineCall, MachineToken
from sayeban.audit.models import Look
from sayeban.exemptions.models import Exemption, FeedChange
from sayeban.organisations.models import Agreement


class Bearer(BaseAuthentication):  # type: ignore[misc]  # ships no types
    """The program whose token this is."""

    def authenticate(self, request: Request) -> tuple[Any, Any]:
        _, _, token = request.headers.get("Authorization", "").partition(" ")
        found = (
            MachineToken.objects.select_related("client")
            .filter(sha256=sha256(token.encode()).hexdigest(), expires__gt=timezone.now())
            .first()
        )
        if found is None:
            raise AuthenticationFailed
        return found.client, found


class ChangeSerializer(ModelSerializer):  # type: ignore[misc]  # the same
    """A change as the contract has it."""

    class Meta:
        model = FeedChange
        fields = (
            *("seq", "op", "exemption_id", "version", "supersedes", "reason"),
            *("effective_from", "effective_until", "decided_at", "record"),
        )


class OneExemption(APIView):  # type: ignore[misc]  # the same
    """GET /exemptions/{id}."""

    authentication_classes = (Bearer,)

    def get(self, request: Request, exemption_id: UUID) -> Response:
        """The last change of one exemption."""
        client, at = request.user, timezone.now()
        found = Exemption.objects.filter(pk=exemption_id).first()
        agreement = Agreement.objects.filter(
            utility=client.utility, company=client.company, ended_at=None, ready_at__isnull=False
        ).first()
        if found is None or agreement is None:
            raise NotFound
        change = FeedChange.objects.get(feed_id=found.feed_id, seq=found.seq)
        MachineCall.objects.create(
            client=client,
            at=at,
            operation="one_exemption",
            feed_id=found.feed_id,
            status=200,
            rows=1,
        )
        Look.objects.create(
            at=at,
            purpose="exemption.delivery",
            subject="exemption",
            subject_id=f"client:{client.pk} {exemption_id}",
            rows=1,
        )
        return Response(ChangeSerializer(change).data)


urlpatterns = [path("utility/v1/exemptions/<uuid:exemption_id>", OneExemption.as_view())]
