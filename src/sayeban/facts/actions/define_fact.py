"""Headquarters defines a fact, changes how it is described, or retires it."""

import re
from datetime import datetime
from typing import cast

from django.db.models import Max

from sayeban.country import text
from sayeban.facts.actions.keeping import known
from sayeban.facts.actions.seed_facts import keep_columns
from sayeban.facts.conditions.tree import ORDERED, FactType, Type
from sayeban.facts.conditions.values import read
from sayeban.facts.describing import Described
from sayeban.facts.models import Fact
from sayeban.facts.refusals import FactFixed, FactInvalid, FactUnknown
from sayeban.facts.rights import HEADQUARTERS
from sayeban.facts.rules import PARTS, RESERVED, SQL_TYPES, SUBJECTS
from sayeban.facts.templating import read_template
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor


@action("facts.define", posts=HEADQUARTERS, operator=True, about=("key",))
def define_fact(*, actor: Actor, at: datetime, key: str, fact: Described) -> None:
    """Add a fact with its column, or describe a known one anew.

    Refuses fact.invalid, condition.invalid, and fact.fixed where type, subject, kind or the codes
    of a known fact would change: rules rest on them.
    """
    del actor, at
    _judge(key, fact)
    kind = "template" if fact.template else "kept"
    before = Fact.objects.select_for_update().filter(pk=key).first()
    if before is not None and (before.type, before.subject, before.kind) != (
        fact.type,
        fact.subject,
        kind,
    ):
        raise FactFixed(key=key)
    if before is not None and {c for c, _ in before.choices} - {c for c, _ in fact.choices}:
        raise FactFixed(key=key)
    Fact.objects.update_or_create(
        key=key,
        defaults={
            "type": fact.type,
            "subject": fact.subject,
            "label": text.normalize(fact.label),
            "unit": fact.unit,
            "part": fact.part,
            "register": fact.register,
            "owner_unit": fact.owner_unit,
            "max_age_days": fact.max_age_days,
            "privacy": "sensitive" if fact.sensitive else "normal",
            "kind": kind,
            "template": fact.template,
            "choices": [list(choice) for choice in fact.choices],
            "least": fact.least,
            "most": fact.most,
            "position": before.position if before else _next_position(),
            "retired_at": None,
        },
    )
    keep_columns()


@action("facts.retire", posts=HEADQUARTERS, operator=True, about=("key",))
def retire_fact(*, actor: Actor, at: datetime, key: str) -> None:
    """Take no more values of a fact; what is known stays and rules still read it.

    Defining it again takes it back. Refuses fact.unknown.
    """
    del actor
    if not Fact.objects.filter(pk=key).update(retired_at=at):
        raise FactUnknown(key=key)


def _next_position() -> int:
    return int(Fact.objects.aggregate(last=Max("position"))["last"] or 0) + 1


def _judge(key: str, fact: Described) -> None:
    if not re.fullmatch("[a-z][a-z0-9_]{0,39}", key) or key in RESERVED:
        raise FactInvalid(why="کلید آن باید با حرف کوچک لاتین آغاز شود؛ حرف، رقم و _ می‌پذیرد.")
    if fact.type not in SQL_TYPES or fact.subject not in SUBJECTS or fact.part not in PARTS:
        raise FactInvalid(why="نوع، موضوع یا بخش آن شناخته نیست.")
    if not fact.label.strip():
        raise FactInvalid(why="نام فارسی آن را بنویسید.")
    codes = [code for code, _ in fact.choices]
    if (fact.type == "code") != bool(codes) or len(set(codes)) < len(codes):
        raise FactInvalid(why="گزینه‌ها تنها برای «یکی از گزینه‌ها» و هر کد یک بار است.")
    _judge_bounds(key, fact)
    if fact.max_age_days is not None and fact.max_age_days < 1:
        raise FactInvalid(why="تازگی آن دست‌کم یک روز است.")
    if fact.template is not None:
        subject = "person" if fact.subject == "person" else "household"
        of = FactType(key, fact.type, fact.label, subject, fact.unit, tuple(fact.choices))  # type: ignore[arg-type]  # judged above
        read_template(fact.template, of, known().members)


def _judge_bounds(key: str, fact: Described) -> None:
    """Least and most are values of the fact themselves, and in order."""
    given = [each for each in (fact.least, fact.most) if each is not None]
    of = FactType(key, cast("Type", fact.type), fact.label)
    bounds = [read(of, each) for each in given]
    if given and (fact.type not in ORDERED or None in bounds or bounds != sorted(bounds)):  # type: ignore[type-var]  # of one type
        raise FactInvalid(why="کمینه و بیشینه تنها برای عدد و تاریخ است، و کمینه بیشتر نیست.")
