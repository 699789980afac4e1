"""Which rules decided by a value that turned out wrong: they are named as its receivers."""

from datetime import datetime
from typing import Final

from django.db import connection

from sayeban.country.today import today_of
from sayeban.eligibility.actions.decide_again import subjects_of
from sayeban.eligibility.reads.versions import in_force_on, ready
from sayeban.facts.public import facts_following, facts_of, note_decisions
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor

_LAST: Final = """
SELECT max(r.day) FROM eligibility_decision d
JOIN eligibility_rulerun r ON r.id = d.run_id
JOIN eligibility_ruleversion v ON v.id = r.version_id
WHERE d.subject_id = ANY(%s) AND v.rule_id = %s AND d.stale_at IS NULL
"""


@action("eligibility.name_decisions", about=("contest",))
def name_decisions(
    *, actor: Actor, at: datetime, contest: int, fact: str, kind: str, subject: int
) -> int:
    """Note each rule in force that reads the fact, or what follows from it, and has decided about
    the subject or whoever lives with him; how many. Runs before they are asked again.
    """
    del actor
    persons, households = subjects_of(kind, subject)
    wanted, used = facts_following(fact), []
    for version in in_force_on(today_of(at)):
        if not wanted & facts_of(ready(version, today_of(at)).tree):
            continue
        subjects = persons if version.rule.subject == "person" else households
        with connection.cursor() as cursor:
            cursor.execute(_LAST, [list(subjects), version.rule_id])
            (day,) = cursor.fetchone()
        if day is not None:
            used.append((version.rule.code, version.title, day))
    note_decisions(at, contest, used)
    return len(used)
