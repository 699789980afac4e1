"""A version is asked about many at once, and every answer is kept with its reasons."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from sayeban.country.today import today_of
from sayeban.eligibility.models import RuleRun
from sayeban.eligibility.reads.asking import asked
from sayeban.eligibility.reads.impact import params_json
from sayeban.eligibility.reads.versions import Ready, ready_on
from sayeban.eligibility.rights import AUTHORS
from sayeban.facts.public import rows_kept
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor

_DECIDE = """
INSERT INTO {part}
  (run_id, subject_id, province, county, centre, outcome, met, unknown, by_hand)
SELECT %(run)s, d.id, d.province, d.county, d.centre, coalesce(o.outcome, d.outcome),
  d.met, d.unknown, o.id IS NOT NULL
FROM ({sql}) d
LEFT JOIN eligibility_override o
  ON o.subject_id = d.id AND o.rule_id = %(rule)s AND o.ended_at IS NULL
"""
_COUNT = """
SELECT province, outcome, by_hand, count(*) FROM eligibility_decision
WHERE run_id = %s GROUP BY province, outcome, by_hand
"""
_MANY = 100_000
"""So many rows are worth a part of the table of their own."""
WORDS = {True: "yes", False: "no", None: "unknown"}


@dataclass(frozen=True, slots=True)
class Ran:
    """One run: `counts` holds subjects, yes, no, unknown, by_hand and the same by province."""

    run_id: int
    number: int
    counts: Mapping[str, Any]


@action("eligibility.run_rule", posts=AUTHORS, operator=True, about=("code",))
def run_rule(*, actor: Actor, at: datetime, code: str) -> Ran:
    """Ask the version of the day about everybody; the facts are those of this moment.

    Also who never applied is asked: need is found by it. Refuses rule.not_in_force and
    condition.parameter_missing.
    """
    return run_over(actor, at, ready_on(code, today_of(at)), "nation", None)


def run_over(
    actor: Actor, at: datetime, ready: Ready, kind: str, subjects: Sequence[int] | None
) -> Ran:
    """One run within a command; of these subjects, None is everybody."""
    run = RuleRun.objects.create(
        version=ready.version,
        kind=kind,
        day=today_of(at),
        params=params_json(ready.params),
        run_at=at,
        run_by=actor.user_id,
    )
    question = asked(ready, subjects)
    given = {**question.given, "run": run.pk, "rule": ready.rule.pk}
    with connection.cursor() as cursor:
        if apart := kind == "nation" and actor.is_nationwide and _are_many(ready):
            cursor.execute("SELECT eligibility_open_run(%s)", [run.pk])
            (part,) = cursor.fetchone()
        else:
            part = "eligibility_decision"
        cursor.execute(_DECIDE.format(part=part, sql=question.sql), given)
        if apart:
            # Full, and no sooner: a key that is built at once costs a fraction of one that grows.
            cursor.execute("SELECT eligibility_join_run(%s)", [run.pk])
        cursor.execute(_COUNT, [run.pk])
        run.counts = _counts(cursor.fetchall())
    run.save(update_fields=["counts"])
    return Ran(run.pk, ready.version.number, run.counts)


def _are_many(ready: Ready) -> bool:
    """Whether the nation is so large that its run gets a part of its own."""
    return rows_kept("person" if ready.rule.subject == "person" else "household") > _MANY


def _counts(found: list[tuple[str, bool | None, bool, int]]) -> dict[str, Any]:
    total: Counter[str] = Counter()
    provinces: dict[str, Counter[str]] = {}
    for province, outcome, by_hand, count in found:
        for counted in (total, provinces.setdefault(province, Counter())):
            counted["subjects"] += count
            counted[WORDS[outcome]] += count
            counted["by_hand"] += count if by_hand else 0
    keys = ("subjects", "yes", "no", "unknown", "by_hand")
    told = {key: total[key] for key in keys}
    by_province = {code: {key: of[key] for key in keys} for code, of in sorted(provinces.items())}
    return told | {"provinces": by_province}
