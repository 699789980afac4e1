"""Whoever recorded an outcome takes it back while nobody went on with the case.

Nothing is wiped out: the events stay and one more tells of the taking back; steps that the
outcome had opened are ended as such, and no list counts them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sayeban.cases.actions import moving_sql
from sayeban.cases.actions import take_back_sql as sql
from sayeban.cases.actions.choosing import numbers
from sayeban.cases.actions.moving import run, said
from sayeban.cases.actions.review import end_reviews
from sayeban.cases.actions.telling import tell
from sayeban.cases.reads.acts import ActCase, act_of, is_over
from sayeban.cases.refusals_act import ActGoneOn, ActTooLate, ActUnknown
from sayeban.cases.rules import STAFF
from sayeban.notices.public import notices_gone, withdraw_notices
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What became of an act: cases taken back, `held` ones that were not and why.

    `silent`: short messages that had not gone and never will; `corrected`: clients who had one and
    get another that takes it back.
    """

    cases: int
    held: tuple[ActCase, ...]
    silent: int
    corrected: int


@action("cases.take_back", posts=STAFF, about=("done_at",))
def take_back(*, actor: Actor, at: datetime, done_at: datetime, reason: str = "") -> TakenBack:
    """Take back what the actor recorded at `done_at`, of every case with which nobody went on.

    The others stay as they are and are named. Refuses act.unknown (also of somebody else),
    act.too_late and act.gone_on where none is left.
    """
    run(sql.LOCK_CASES, said(actor, at, done_at=done_at))
    found = act_of(actor, done_at)
    if not found:
        raise ActUnknown
    if is_over(done_at, at):
        raise ActTooLate
    free = [each for each in found if not each.held]
    if not free:
        raise ActGoneOn(cases=numbers(each.tracking_no for each in found))
    silent, corrected = _undo(actor, at, done_at, free, reason)
    held = tuple(each for each in found if each.held)
    return TakenBack(len({each.case_id for each in free}), held, silent, corrected)


def _undo(
    actor: Actor, at: datetime, done_at: datetime, free: Sequence[ActCase], reason: str
) -> tuple[int, int]:
    cases, steps = sorted({each.case_id for each in free}), [each.step_id for each in free]
    given = said(actor, at, done_at=done_at, done_text=done_at.isoformat(), cases=cases)
    given |= {"steps": steps, "reason": reason.strip()}
    told: list[tuple[int, str]] = [(case, key) for case, key in run(sql.TOLD, given)]
    run(moving_sql.STEP_EVENTS, {**given, "what": "taken_back", "new": [""] * len(steps)})
    run(sql.CLIENT_TIME, given)
    run(sql.CLOSE_OPENED, given)
    run(sql.OPEN_ENDED, given)
    closed = [case for (case,) in run(sql.OPEN_CASES, given)]
    end_reviews(closed, actor, at)
    run(sql.UNANNOUNCE, {**given, "cases": closed})
    silent = withdraw_notices({key for _, key in told})
    gone = notices_gone({key for _, key in told} - silent)
    wrong = {case for case, key in told if key in gone}
    run(moving_sql.PROMISE.format(which="c.id = ANY(%(cases)s)"), {**given, "reason": "taken_back"})
    again = [(each, f"{each}/{at.isoformat()}", None) for each in sorted(wrong)]
    tell(at, "cases.taken_back", again)
    return len(silent), len(wrong)
