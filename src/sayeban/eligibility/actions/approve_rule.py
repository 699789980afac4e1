"""A second person of headquarters puts a version into force, or returns it."""

from datetime import datetime

from sayeban.country import text
from sayeban.eligibility.actions.keep_rules import held_draft
from sayeban.eligibility.models import RuleVersion
from sayeban.eligibility.reads.impact import standing
from sayeban.eligibility.refusals import (
    RuleImpactMissing,
    RuleReasonMissing,
    RuleSameDay,
    RuleSecondPerson,
)
from sayeban.eligibility.rights import AUTHORS
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor


@action("eligibility.approve_rule", posts=AUTHORS, about=("code", "number", "revision"))
def approve_rule(*, actor: Actor, at: datetime, code: str, number: int, revision: int) -> None:
    """Let the draft hold from its day on, as it was read and with its impact seen.

    Refuses rule.unknown, rule.not_draft, rule.changed_meanwhile, rule.second_person,
    rule.impact_missing and rule.same_day.
    """
    draft = held_draft(code, number, revision)
    _refuse_own(actor, draft)
    if not standing(draft).exists():
        raise RuleImpactMissing
    approved = RuleVersion.objects.filter(rule=draft.rule, state="approved")
    if approved.filter(valid_from=draft.valid_from).exists():
        raise RuleSameDay
    draft.state, draft.approver, draft.approved_at = "approved", actor.user_id, at
    draft.save(update_fields=["state", "approver", "approved_at"])


def _refuse_own(actor: Actor, draft: RuleVersion) -> None:
    eyes = actor.eyes()
    if eyes.saw_any((*draft.editors, draft.author), draft.authored_at):
        raise RuleSecondPerson


@action("eligibility.return_rule", posts=AUTHORS, about=("code", "number", "revision"))
def return_rule(
    *, actor: Actor, at: datetime, code: str, number: int, revision: int, reason: str
) -> None:
    """Say to its authors what the draft lacks.

    Refuses rule.unknown, rule.not_draft, rule.changed_meanwhile and rule.reason_missing.
    """
    why = text.normalize(reason)
    if not why:
        raise RuleReasonMissing
    draft = held_draft(code, number, revision)
    draft.returned_at, draft.returned_by, draft.returned_reason = at, actor.user_id, why
    draft.save(update_fields=["returned_at", "returned_by", "returned_reason"])
