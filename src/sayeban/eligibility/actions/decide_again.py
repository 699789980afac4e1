"""What somebody's decisions rested on was wrong: they are marked, and the rules are asked again."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import connection

from sayeban.country.today import today_of
from sayeban.eligibility.actions.run_rule import run_over
from sayeban.eligibility.models import RuleVersion
from sayeban.eligibility.reads.versions import in_force_on, ready
from sayeban.facts.public import source_of
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor

# Whoever lives with him as well: facts of the household are made of all of them.
_SUBJECTS = """
SELECT p.id, p.household_id FROM {source} p
WHERE p.id = %(subject)s AND %(kind)s = 'person' OR p.household_id = CASE %(kind)s
  WHEN 'household' THEN %(subject)s
  ELSE (SELECT household_id FROM {source} WHERE id = %(subject)s) END
"""
_DECIDED = """
SELECT DISTINCT d.subject_id FROM eligibility_decision d
JOIN eligibility_rulerun r ON r.id = d.run_id
JOIN eligibility_ruleversion v ON v.id = r.version_id
WHERE d.subject_id = ANY(%s) AND v.rule_id = %s
"""
_STALE = """
UPDATE eligibility_decision d SET stale_at = %(at)s
FROM eligibility_rulerun r JOIN eligibility_ruleversion v ON v.id = r.version_id
WHERE r.id = d.run_id AND v.rule_id = %(rule)s AND d.subject_id = ANY(%(subjects)s)
  AND d.run_id <> %(run)s AND d.stale_at IS NULL
"""


@action("eligibility.decide_again")
def decide_again(*, actor: Actor, at: datetime, kind: str, subject: int) -> int:
    """How many decisions were made anew about a subject and whoever lives with him.

    Who was decided about by no run is not asked.
    """
    persons, households = subjects_of(kind, subject)
    return sum(
        _again(actor, at, version, persons if version.rule.subject == "person" else households)
        for version in in_force_on(today_of(at))
    )


def subjects_of(kind: str, subject: int) -> tuple[list[int], list[int]]:
    """The persons and households whose decisions a fact of the subject plays a part in."""
    with connection.cursor() as cursor:
        cursor.execute(
            _SUBJECTS.format(source=source_of("person")), {"kind": kind, "subject": subject}
        )
        found = cursor.fetchall()
    households = {household for _, household in found if household is not None}
    return [person for person, _ in found], sorted(households)


def _again(actor: Actor, at: datetime, version: RuleVersion, subjects: Sequence[int]) -> int:
    with connection.cursor() as cursor:
        cursor.execute(_DECIDED, [list(subjects), version.rule_id])
        decided = [subject for (subject,) in cursor.fetchall()]
        if not decided:
            return 0
        run = run_over(actor, at, ready(version, today_of(at)), "again", decided)
        given: dict[str, Any] = {
            "at": at,
            "rule": version.rule_id,
            "subjects": decided,
            "run": run.run_id,
        }
        cursor.execute(_STALE, given)
    return len(decided)
