"""What somebody recorded just now, and which of it he may take back."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import connection

from sayeban.cases.rules import TAKE_BACK_MINUTES
from sayeban.runtime.actor import Actor

_MOST: Final = 5
_WINDOW: Final = timedelta(minutes=TAKE_BACK_MINUTES)
_ACTS: Final = """
SELECT e.at, count(*), min(v.title), min(d.title), min(coalesce(t.label, '')),
  count(DISTINCT (s.service_id, s.key))
FROM cases_event e JOIN cases_step s ON s.id = e.step_id
JOIN cases_case c ON c.id = e.case_id JOIN cases_service v ON v.id = c.service_id
JOIN cases_stepdef d ON d.id = s.definition_id
LEFT JOIN cases_transition t
  ON t.version_id = d.version_id AND t.step = s.key AND t.outcome = s.outcome
WHERE e.at > %(since)s AND e.actor = %(me)s AND e.what = 'advanced' AND s.closed_at = e.at
GROUP BY e.at ORDER BY e.at DESC LIMIT %(most)s
"""
# What is written beside a step does not carry the case on, nor what its client asks after an end.
_ACT: Final = """
SELECT e.case_id, e.step_id, c.tracking_no, c.person_id, v.title, d.title, CASE
  WHEN EXISTS (SELECT FROM cases_event b WHERE b.case_id = e.case_id AND b.step_id = e.step_id
    AND b.at > e.at AND b.what = 'taken_back') THEN 'taken_back'
  WHEN EXISTS (SELECT FROM cases_event x WHERE x.case_id = e.case_id AND x.at > e.at
    AND x.what NOT IN ('late', 'noted', 'document', 'reminded', 'corrected', 'review_asked'))
    THEN 'gone_on'
  WHEN EXISTS (SELECT FROM cases_step b JOIN cases_stepdef p ON p.id = b.definition_id
    WHERE b.case_id = e.case_id AND b.closed_at = e.at AND b.outcome = 'ended'
    AND (b.clock = 'paused' OR b.clock <> p.clock)) THEN 'beside'
  WHEN c.closed_at = e.at AND EXISTS (SELECT FROM cases_case o WHERE o.person_id = c.person_id
    AND o.service_id = c.service_id AND o.closed_at IS NULL) THEN 'anew'
  ELSE '' END
FROM cases_event e JOIN cases_step s ON s.id = e.step_id
JOIN cases_case c ON c.id = e.case_id JOIN cases_service v ON v.id = c.service_id
JOIN cases_stepdef d ON d.id = s.definition_id
WHERE e.at = %(done_at)s AND e.actor = %(me)s AND e.what = 'advanced'
ORDER BY e.case_id
"""


@dataclass(frozen=True, slots=True)
class Act:
    """One outcome that the actor recorded, for `count` steps. `alike`: all of one step."""

    done_at: datetime
    count: int
    service: str
    step: str
    label: str
    alike: bool


@dataclass(frozen=True, slots=True)
class ActCase:
    """One case of an act. `held`: why it cannot be taken back, a code of HELD; "" where it can."""

    case_id: int
    step_id: int
    tracking_no: str
    person_id: int
    service: str
    step: str
    held: str


def acts_of(actor: Actor, at: datetime) -> list[Act]:
    """What the actor may still take back, the newest first, within the scope of the look."""
    asked = {"since": at - _WINDOW, "me": actor.user_id, "most": _MOST}
    with connection.cursor() as cursor:
        cursor.execute(_ACTS, asked)
        return [
            Act(done_at, count, service, step, label, kinds == 1)
            for done_at, count, service, step, label, kinds in cursor.fetchall()
        ]


def act_of(actor: Actor, done_at: datetime) -> list[ActCase]:
    """The cases of one act of the actor; none where it is not his."""
    with connection.cursor() as cursor:
        cursor.execute(_ACT, {"done_at": done_at, "me": actor.user_id})
        return [ActCase(*row) for row in cursor.fetchall()]


def is_over(done_at: datetime, at: datetime) -> bool:
    """Whether the time to take it back has run out."""
    return at - done_at > _WINDOW
