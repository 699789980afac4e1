"""Headquarters ends a rule from a day on; another person of headquarters lets that count."""

from datetime import date, datetime, timedelta

from sayeban.country import text
from sayeban.country.today import today_of
from sayeban.eligibility.models import Rule, RuleEnding
from sayeban.eligibility.reads.versions import version_on
from sayeban.eligibility.refusals import (
    RuleEndPast,
    RuleEndUnknown,
    RuleEndWaits,
    RuleInUse,
    RuleNotInForce,
    RuleReasonMissing,
    RuleSecondPerson,
    RuleUnknown,
)
from sayeban.eligibility.rights import AUTHORS
from sayeban.eligibility.users import users_of
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor


@action("eligibility.end_rule", posts=AUTHORS, operator=True, about=("code", "ends_on"))
def end_rule(*, actor: Actor, at: datetime, code: str, ends_on: date, reason: str) -> int:
    """The number of the end, which waits for a second person.

    `ends_on` is the first day on which the rule says nothing. Refuses rule.reason_missing,
    rule.unknown, rule.end_waits, rule.end_past, rule.not_in_force and rule.in_use.
    """
    why = text.normalize(reason)
    if not why:
        raise RuleReasonMissing
    rule = Rule.objects.select_for_update().filter(code=code).first()
    if rule is None:
        raise RuleUnknown
    others = RuleEnding.objects.filter(rule=rule)
    if others.filter(approved_at=None).exists() or others.filter(ends_on=ends_on).exists():
        raise RuleEndWaits
    _refuse(code, ends_on, today_of(at))
    made = RuleEnding.objects.create(
        rule=rule, ends_on=ends_on, reason=why, asked_by=actor.user_id, asked_at=at
    )
    return made.pk


@action("eligibility.approve_end", posts=AUTHORS, about=("number",))
def approve_end(*, actor: Actor, at: datetime, number: int) -> None:
    """Let the end count.

    Refuses rule.end_unknown, rule.second_person, and again what may have changed since:
    rule.end_past, rule.not_in_force and rule.in_use.
    """
    ending = _waiting(number)
    if actor.eyes().saw(ending.asked_by, ending.asked_at):
        raise RuleSecondPerson
    _refuse(ending.rule.code, ending.ends_on, today_of(at))
    ending.approved_at, ending.approved_by = at, actor.user_id
    ending.save(update_fields=["approved_at", "approved_by"])


@action("eligibility.withdraw_end", posts=AUTHORS, about=("number",))
def withdraw_end(*, actor: Actor, at: datetime, number: int) -> None:
    """Take back an end that nobody has approved. Refuses rule.end_unknown."""
    del actor, at
    _waiting(number).delete()


def _waiting(number: int) -> RuleEnding:
    held = RuleEnding.objects.select_for_update(of=("self",)).select_related("rule")
    found = held.filter(pk=number, approved_at=None).first()
    if found is None:
        raise RuleEndUnknown
    return found


def _refuse(code: str, ends_on: date, today: date) -> None:
    held = version_on(code, ends_on - timedelta(1))
    if held is None:
        raise RuleNotInForce(rule=code)
    if ends_on <= today:
        raise RuleEndPast(rule=held.title)
    if stopping := [each.title for each in users_of(code, ends_on) if each.stops]:
        raise RuleInUse(rule=held.title, users="، ".join(stopping))
