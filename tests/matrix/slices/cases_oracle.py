"""What addresses and commands of services and cases must answer, from the issue alone."""

from collections.abc import Mapping
from typing import Final

from tests.matrix.oracle_rules import HEADS, HQ, WORKER, WORKERS, headquarters, posts
from tests.matrix.places import Rule

_DESK: Final = posts("desk_head", "desk_clerk")
_STAFF: Final = HQ | WORKERS | _DESK | posts("liaison_expert")
_SEE_TO_IT: Final = HEADS | posts("hq_deputy", "desk_head")
_TAKES: Final = _STAFF - posts("technical_head", "liaison_expert")

_step: Final = Rule(
    "own",
    _SEE_TO_IT | posts("province_expert", "county_expert", "social_worker"),
    operator=True,
    why="a step is done by its post in its unit, or by who sees to that unit's work",
)
_case: Final = Rule("within", _STAFF, operator=True, why="whoever works on cases, where it is")
_takes: Final = Rule("within", _TAKES, operator=True, why="requests are taken where people come")
_sees_to: Final = Rule("within", _SEE_TO_IT | HQ, operator=True, why="who supervises the unit")
_evening: Final = Rule("somewhere", operator=True, why=WORKER)

PAGES: Final[Mapping[str, Rule]] = {}
ACTIONS: Final[Mapping[str, Rule]] = {
    "cases.write_service": headquarters,
    "cases.publish_service": headquarters,
    "cases.publish_services": headquarters,
    "cases.import_services": headquarters,
    "cases.migrate_cases": headquarters,
    "cases.retire_service": headquarters,
    "cases.open_case": _takes,
    "cases.open_proved": Rule("own", _DESK, why="whoever proved himself at a desk, D-003"),
    "cases.advance": _step,
    "cases.pause": _step,
    "cases.resume": _step,
    "cases.hand_over": _step,
    "cases.withdraw": _takes,
    "cases.reopen": _sees_to,
    "cases.ask_review": _takes,
    "cases.keep_result": _sees_to,
    "cases.write_note": _case,
    "cases.ask_expert": _case,
    "cases.answer_question": _case,
    "cases.mark_document": _case,
    "cases.attach_document": _case,
    "cases.see_paper": _case,
    "cases.take_back": Rule("somewhere", _STAFF, why="his own act; of others he learns nothing"),
    "cases.name_expert": _sees_to,
    "cases.release_expert": _sees_to,
    "cases.simulate": Rule("somewhere", operator=True, why="made-up cases are for a trial site"),
    "cases.redate": _evening,
    "cases.tell_late": _evening,
    "cases.tell_questions": _evening,
    "cases.measure": _evening,
}
