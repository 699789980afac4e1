"""Headquarters enters a number of the law; another person of headquarters lets it count."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast

from sayeban.country import jalali
from sayeban.eligibility.actions.racing import taken_as
from sayeban.eligibility.models import Parameter
from sayeban.eligibility.reads.uses import last_run
from sayeban.eligibility.refusals import (
    ParameterDecided,
    ParameterInvalid,
    ParameterSecondPerson,
    ParameterUnknown,
)
from sayeban.eligibility.rights import AUTHORS
from sayeban.eligibility.rules import PARAMETER_TYPES, is_code
from sayeban.facts.public import ParamType, Type, read_value
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor


@dataclass(frozen=True, slots=True)
class ParameterTerms:
    """`value` is JSON of the type, money in rial, a date in ISO."""

    name: str
    label: str
    type: str
    value: Any
    valid_from: date
    legal_basis: str


@action("eligibility.set_parameter", posts=AUTHORS, operator=True)
def set_parameter(*, actor: Actor, at: datetime, terms: ParameterTerms) -> int:
    """The number of the value, which waits for a second person.

    Refuses parameter.invalid, and parameter.decided for a day of which runs were made with the
    value of before: what they froze stays.
    """
    _refuse_bad(terms)
    _refuse_decided(terms.name, terms.valid_from)
    with taken_as("eligibility_parameter_one_a_day", _same_day(terms.name)):
        made = Parameter.objects.create(
            name=terms.name,
            label=terms.label.strip(),
            type=terms.type,
            value=terms.value,
            valid_from=terms.valid_from,
            legal_basis=terms.legal_basis.strip(),
            entered_by=actor.user_id,
            entered_at=at,
        )
    return made.pk


def _refuse_bad(terms: ParameterTerms) -> None:
    problem = ""
    others = Parameter.objects.filter(name=terms.name)
    if not is_code(terms.name):
        problem = "نام از حرف کوچک لاتین، رقم و _ ساخته می‌شود."
    elif terms.type not in PARAMETER_TYPES:
        problem = f"نوع یکی از این‌هاست: {'، '.join(PARAMETER_TYPES.values())}."
    elif not terms.label.strip() or not terms.legal_basis.strip():
        problem = "عنوان و مستند قانونی لازم است."
    elif read_value(ParamType(terms.name, cast("Type", terms.type)), terms.value) is None:
        problem = "مقدار از این نوع نیست."
    elif others.exclude(type=terms.type).exists():
        problem = "این پارامتر پیش‌تر نوع دیگری داشته است."
    elif others.filter(valid_from=terms.valid_from).exists():
        raise _same_day(terms.name)
    if problem:
        raise ParameterInvalid(name=terms.name, problem=problem)


def _same_day(name: str) -> ParameterInvalid:
    return ParameterInvalid(name=name, problem="از همین روز مقدار دیگری ثبت شده است.")


def _refuse_decided(name: str, valid_from: date) -> None:
    last = last_run(name)
    if last and valid_from <= last.day:
        days = {"day": jalali.long_form(valid_from), "last": jalali.long_form(last.day)}
        raise ParameterDecided(rule=last.title, **days)


@action("eligibility.approve_parameter", posts=AUTHORS, about=("number",))
def approve_parameter(*, actor: Actor, at: datetime, number: int) -> None:
    """Let the value count from its day.

    Refuses parameter.unknown, parameter.second_person, and parameter.decided where a run was made
    in the meantime.
    """
    found = Parameter.objects.select_for_update().filter(pk=number, approved_at=None).first()
    if found is None:
        raise ParameterUnknown
    if actor.eyes().saw(found.entered_by, found.entered_at):
        raise ParameterSecondPerson
    _refuse_decided(found.name, found.valid_from)
    found.approved_at, found.approved_by = at, actor.user_id
    found.save(update_fields=["approved_at", "approved_by"])


@action("eligibility.strike_parameter", posts=AUTHORS, about=("number",))
def strike_parameter(*, actor: Actor, at: datetime, number: int) -> None:
    """Take back a value that nobody has approved. Refuses parameter.unknown."""
    del actor, at
    if not Parameter.objects.filter(pk=number, approved_at=None).delete()[0]:
        raise ParameterUnknown
