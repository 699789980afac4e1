"""Each evening: questions of the desk that nobody answered are told of again."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Final

from sayeban.accounts.public import Post
from sayeban.cases.actions.moving import run, said
from sayeban.cases.actions.telling_staff import HEADS, Held, posts_held, tell_counts
from sayeban.cases.models import Expert
from sayeban.kit.units import Unit
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor

_EXPERT, _HEAD = 1, 2
# On the last day of its time the expert is told, a working day later the heads.
_RAISE: Final = """
WITH due AS (
  SELECT q.id, CASE WHEN n.wd > d.wd THEN 2 ELSE 1 END AS stage
  FROM cases_note q
  JOIN cases_calendar n ON n.province = q.province AND n.day = %(today)s
  JOIN cases_calendar d ON d.province = q.province AND d.day = q.due_on
  WHERE q.kind = 'question' AND q.due_on <= %(today)s AND q.reminded < 2
    AND NOT EXISTS (SELECT FROM cases_note a WHERE a.answers_id = q.id)
), raised AS (
  UPDATE cases_note q SET reminded = due.stage FROM due
  WHERE q.id = due.id AND q.reminded < due.stage
  RETURNING q.case_id, q.reminded, q.department, q.province, q.county, q.centre
), told AS (
  INSERT INTO cases_event (case_id, at, actor, what, new, province, county, centre)
  SELECT case_id, %(at)s, %(actor)s, 'reminded', reminded::text, province, county, centre
  FROM raised
)
SELECT reminded, department, province, county, centre, count(*) FROM raised GROUP BY 1, 2, 3, 4, 5
"""


@action("cases.tell_questions", operator=True)
def tell_questions(*, actor: Actor, at: datetime) -> int:
    """Tell experts of questions whose time ends today, and heads of those that are late; how many.

    Who was named for the department in a unit around the case is told, the liaison experts of the
    unit where nobody was. Nothing is answered by itself; again it tells nothing.
    """
    rows = run(_RAISE, said(actor, at))
    if not rows:
        return 0
    held = posts_held(at)
    named = _named()
    counts: Counter[tuple[int, int]] = Counter()
    for stage, department, province, county, _, many in rows:
        unit = Unit.of_place(province, county)
        for user in set(_receivers(stage, department, unit, held, named)):
            counts[user, stage] += many
    tell_counts("cases.question", counts, held, at)
    return sum(row[-1] for row in rows)


def _named() -> dict[tuple[str, Unit], list[int]]:
    named: dict[tuple[str, Unit], list[int]] = {}
    columns = ("department", "level", "province", "county", "centre", "user_id")
    for department, *place, user in Expert.objects.order_by("id").values_list(*columns):
        named.setdefault((department, Unit(*place)), []).append(user)
    return named


def _receivers(
    stage: int,
    department: str,
    unit: Unit,
    held: Held,
    named: Mapping[tuple[str, Unit], Sequence[int]],
) -> Iterator[int]:
    around = (unit, Unit.of_province(unit.province), Unit.hq())
    if stage == _EXPERT:
        found = [user for each in around for user in named.get((department, each), ())]
        liaisons = held.get((Post.LIAISON_EXPERT.value, unit), ())
        yield from found or [each.user_id for each in liaisons]
        return
    for post in (Post.DESK_HEAD, HEADS[unit.level]):
        yield from (each.user_id for each in held.get((post.value, unit), ()))
