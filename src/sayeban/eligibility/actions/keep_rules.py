"""Headquarters writes the draft of a rule's next version."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sayeban.eligibility.documents import RuleDocument, read_document
from sayeban.eligibility.models import Rule, RuleVersion
from sayeban.eligibility.reads.parameters import param_types
from sayeban.eligibility.refusals import (
    RuleChangedMeanwhile,
    RuleNotDraft,
    RuleOther,
    RuleUnknown,
)
from sayeban.eligibility.rights import AUTHORS
from sayeban.facts.public import catalogue, dump
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor


@dataclass(frozen=True, slots=True)
class Drafted:
    """The draft that stands now. `changed`: it says something else than before.

    `revision` is 0 where none was made, since approved version `number` says the same already.
    """

    code: str
    number: int
    revision: int
    changed: bool


@action("eligibility.draft_rule", posts=AUTHORS, operator=True)
def draft_rule(
    *, actor: Actor, at: datetime, document: object, revision: int | None = None
) -> Drafted:
    """Make the rule's next version of a document, or change its draft.

    `revision` is the one of the draft that was read, None where none was there: whoever writes
    over a newer one is refused. Refuses rule.invalid, condition.invalid, rule.other and
    rule.changed_meanwhile.
    """
    read = read_document(document, catalogue(), param_types())
    rule = _rule_of(read)
    draft = RuleVersion.objects.filter(rule=rule, state="draft").first()
    if draft is None:
        newest = RuleVersion.objects.filter(rule=rule, state="approved").order_by("-number").first()
        if newest is not None and says(newest, read):
            return Drafted(rule.code, newest.number, 0, changed=False)
        return _begin(actor, at, rule, read)
    if says(draft, read):
        return Drafted(rule.code, draft.number, draft.revision, changed=False)
    if revision != draft.revision:
        raise RuleChangedMeanwhile(rule=rule.code, revision=draft.revision)
    _write(actor, at, draft, read)
    draft.revision += 1
    draft.save()
    return Drafted(rule.code, draft.number, draft.revision, changed=True)


def _rule_of(read: RuleDocument) -> Rule:
    """The rule, held until the end of the command: one after the other writes at it."""
    fixed = {"subject": read.subject, "institution": read.institution, "service": read.service}
    Rule.objects.get_or_create(code=read.code, defaults=fixed)
    rule = Rule.objects.select_for_update().get(code=read.code)
    if any(getattr(rule, name) != value for name, value in fixed.items()):
        raise RuleOther(rule=read.code)
    return rule


def _begin(actor: Actor, at: datetime, rule: Rule, read: RuleDocument) -> Drafted:
    number = RuleVersion.objects.filter(rule=rule).count() + 1
    draft = RuleVersion(rule=rule, number=number)
    _write(actor, at, draft, read)
    draft.save()
    return Drafted(rule.code, number, draft.revision, changed=True)


def _write(actor: Actor, at: datetime, draft: RuleVersion, read: RuleDocument) -> None:
    for name, value in columns(read).items():
        setattr(draft, name, value)
    draft.author, draft.authored_at = actor.user_id, at
    draft.editors = sorted({*draft.editors, *([actor.user_id] if actor.user_id else [])})
    draft.returned_at, draft.returned_by, draft.returned_reason = None, None, ""


def columns(read: RuleDocument) -> dict[str, Any]:
    """What a document says, by column of a version."""
    return {
        "title": read.title,
        "applies_to": read.applies_to,
        "legal_basis": read.legal_basis,
        "valid_from": read.valid_from,
        "tree": dump(read.tree),
        "tree_sha256": read.tree_sha256,
    }


def says(version: RuleVersion, read: RuleDocument) -> bool:
    """Whether the version says exactly what the document says."""
    return all(getattr(version, name) == value for name, value in columns(read).items())


@action("eligibility.drop_draft", posts=AUTHORS, about=("code", "number", "revision"))
def drop_draft(*, actor: Actor, at: datetime, code: str, number: int, revision: int) -> None:
    """Lay the draft aside; it stays to be read.

    Refuses rule.unknown, rule.not_draft and rule.changed_meanwhile.
    """
    del actor, at
    draft = held_draft(code, number, revision)
    draft.state = "dropped"
    draft.save(update_fields=["state"])


def held_draft(code: str, number: int, revision: int) -> RuleVersion:
    """The draft of a rule as it was read, held for this command.

    Refuses rule.unknown, rule.not_draft and rule.changed_meanwhile.
    """
    if not Rule.objects.select_for_update().filter(code=code).exists():
        raise RuleUnknown
    draft = RuleVersion.objects.filter(rule__code=code, state="draft").first()
    if draft is None or draft.number != number:
        raise RuleNotDraft
    if draft.revision != revision:
        raise RuleChangedMeanwhile(rule=code, revision=draft.revision)
    return draft
