"""A second person of headquarters puts a draft in force."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any

from sayeban.cases import definition
from sayeban.cases.actions.write_service import save_draft
from sayeban.cases.definition import ServiceDocument
from sayeban.cases.judging import days_from, judge, usual_path
from sayeban.cases.known import known_of
from sayeban.cases.models import Service, ServiceVersion, StepDef, Transition
from sayeban.cases.refusals import NoDraft, ServiceChanged, ServiceInvalid, ServiceSameEyes
from sayeban.cases.rules import HEADQUARTERS
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor


@action("cases.publish_service", posts=HEADQUARTERS, operator=True, about=("service", "revision"))
def publish_service(*, actor: Actor, at: datetime, service: str, revision: int) -> int:
    """Put the draft in force and end the version before; its number. Running cases stay on theirs.

    Refuses service.no_draft, service.changed where the draft is no longer the one that was seen,
    service.four_eyes to everybody who wrote a part of it and their deputies, and service.invalid.
    """
    return _publish(actor, at, service, revision)


@action("cases.publish_services", posts=HEADQUARTERS, operator=True, about=("drafts",))
def publish_services(*, actor: Actor, at: datetime, drafts: Mapping[str, int]) -> int:
    """Put many drafts in force, all or none; how many. `drafts`: codes and the revisions seen.

    Refuses as `publish_service`.
    """
    for service, revision in sorted(drafts.items()):
        _publish(actor, at, service, revision)
    return len(drafts)


def _publish(actor: Actor, at: datetime, service: str, revision: int) -> int:
    draft = (
        ServiceVersion.objects.select_for_update()
        .filter(service__code=service, state="draft")
        .first()
    )
    if draft is None:
        raise NoDraft(service=service)
    if draft.revision != revision:
        raise ServiceChanged
    eyes = actor.eyes()
    if eyes.saw_any((*draft.authors, draft.written_by), draft.written_at):
        raise ServiceSameEyes
    return _put_in_force(draft, actor, at)


@action("cases.import_services", posts=HEADQUARTERS, operator=True, about=("publish",))
def import_services(
    *,
    actor: Actor,
    at: datetime,
    documents: Sequence[Mapping[str, Any]],
    publish: bool = False,
    seen: Mapping[str, int] | None = None,
) -> int:
    """Save many services as drafts, all or none; how many differ from what was kept.

    `seen`: the revision of each, by code, with which it was compared; refuses service.changed
    where another one is kept by now.

    `publish`: put them in force at once, which the operator of an installation alone may do:
    nobody of headquarters puts his own writing in force. Refuses service.malformed,
    service.four_eyes and, when publishing, service.invalid.
    """
    if publish and actor.kind == "user":
        raise ServiceSameEyes
    return publish_documents(
        actor=actor,
        at=at,
        documents=list(map(definition.read, documents)),
        publish=publish,
        seen=seen or {},
    )


def publish_documents(
    *,
    actor: Actor,
    at: datetime,
    documents: Sequence[ServiceDocument],
    publish: bool,
    seen: Mapping[str, int] = MappingProxyType({}),
) -> int:
    """The same inside a running command."""
    changed = 0
    for document in documents:
        versions = ServiceVersion.objects.filter(service__code=document.code)
        newest = versions.order_by("-number").first()
        # Read again: its document may be older than a field that says nothing in it.
        if newest is not None and definition.read(newest.document).sha256 == document.sha256:
            if newest.state == "published" or not publish:
                continue
        else:
            revision = newest.revision if newest is not None else 0
            revision = seen.get(document.code, revision)
            save_draft(actor=actor, at=at, document=document, revision=revision)
        changed += 1
        if publish:
            _put_in_force(versions.get(state="draft"), actor, at)
    return changed


def _put_in_force(draft: ServiceVersion, actor: Actor, at: datetime) -> int:
    document = definition.read(draft.document)
    problems = judge(document, known_of(document))
    if problems:
        first = problems[0].sentence
        raise ServiceInvalid(service=document.code, count=len(problems), problem=first)
    versions = ServiceVersion.objects.filter(service_id=draft.service_id)
    versions.filter(state="published").update(state="retired", retired_at=at)
    ServiceVersion.objects.filter(pk=draft.pk).update(
        state="published", published_by=actor.user_id, published_at=at
    )
    _write_rows(draft.pk, document)
    Service.objects.filter(pk=draft.service_id).update(
        title=document.title,
        search_words=list(document.search_words),
        department=document.department,
        retired_at=None,
    )
    return draft.number


def _write_rows(version: int, document: ServiceDocument) -> None:
    usual = usual_path(document) or ()
    StepDef.objects.bulk_create(
        StepDef(
            version_id=version,
            position=position,
            key=step.key,
            title=step.title,
            role=step.role,
            level=step.unit_level,
            department=step.department or "",
            days=step.days,
            clock=step.clock,
            checklist=list(step.checklist),
            tell=step.tell_citizen or "",
            parallel_with=step.parallel_with or "",
            usual=step.key in usual,
            days_left=days_from(document, step.key),
        )
        for position, step in enumerate(document.steps, 1)
    )
    Transition.objects.bulk_create(
        Transition(
            version_id=version,
            position=position,
            step=each.step,
            outcome=each.outcome,
            label=each.label,
            to_step=each.to_step,
            result=each.result,
            reason_required=each.reason_required,
            ground=each.ground or "",
            documents=each.documents or "",
            guard=each.guard,
        )
        for position, each in enumerate(document.transitions, 1)
    )
