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

    `revision` is the one that the editor saw, 0 where there was no draft. A draft may still have
    problems. Refuses service.malformed and service.changed.
    """
    read = definition.read({**document, "code": service})
    return save_draft(actor=actor, at=at, document=read, revision=revision)


def save_draft(*, actor: Actor, at: datetime, document: ServiceDocument, revision: int) -> int:
    """The same inside a running command."""
    service, _ = Service.objects.select_for_update().get_or_create(
        code=document.code, defaults=_shown(document)
    )
    draft = service.versions.filter(state="draft").first()
    if revision != (draft.revision if draft else 0):
        raise ServiceChanged
    content = {**_kept(document), "written_by": actor.user_id, "written_at": at}
    if draft is None:
        last = service.versions.order_by("-number").values_list("number", flat=True).first()
        made = ServiceVersion.objects.create(service=service, number=(last or 0) + 1, **content)
        return made.revision
    ServiceVersion.objects.filter(pk=draft.pk).update(revision=revision + 1, **content)
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
