"""Headquarters writes services: as drafts, which others put in force."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sayeban.cases import definition
from sayeban.cases.definition import ServiceDocument
from sayeban.cases.judging import usual_days
from sayeban.cases.models import Service, ServiceVersion
from sayeban.cases.refusals import ServiceChanged
from sayeban.cases.rules import HEADQUARTERS
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor


@action("cases.write_service", posts=HEADQUARTERS, operator=True, about=("service", "revision"))
def write_service(
    *, actor: Actor, at: datetime, service: str, document: Mapping[str, Any], revision: int
) -> int:
    """Save the draft of a service; the revision that it has now.

    `revision` is that of the newest version that the editor saw, 0 of a new service.
    A draft may still have problems. Refuses service.malformed and service.changed.
    """
    read = definition.read({**document, "code": service})
    return save_draft(actor=actor, at=at, document=read, revision=revision)


def save_draft(*, actor: Actor, at: datetime, document: ServiceDocument, revision: int) -> int:
    """The same inside a running command."""
    service, _ = Service.objects.select_for_update().get_or_create(
        code=document.code, defaults=_shown(document)
    )
    newest = service.versions.order_by("-number").first()
    # It goes on counting from version to version: no two of a service that are seen have the same.
    if revision != (newest.revision if newest else 0):
        raise ServiceChanged
    draft = newest if newest and newest.state == "draft" else None
    authors = {*(draft.authors if draft else ()), *((actor.user_id,) if actor.user_id else ())}
    content = {
        **_kept(document),
        "revision": revision + 1,
        "authors": sorted(authors),
        "written_by": actor.user_id,
        "written_at": at,
    }
    if draft is not None:
        ServiceVersion.objects.filter(pk=draft.pk).update(**content)
    else:
        number = newest.number + 1 if newest else 1
        ServiceVersion.objects.create(service=service, number=number, **content)
    return revision + 1


def _shown(document: ServiceDocument) -> dict[str, Any]:
    return {
        "title": document.title,
        "search_words": list(document.search_words),
        "department": document.department,
    }


def _kept(document: ServiceDocument) -> dict[str, Any]:
    return {
        "document": document.as_json(),
        "sha256": document.sha256,
        "form_code": document.form or "",
        "rule_code": document.rule or "",
        "usual_days": usual_days(document),
        "legal_deadline_days": document.legal_deadline_days,
    }
