"""What addresses and commands of support must answer, from the issue alone."""

from collections.abc import Mapping
from typing import Final

from tests.matrix.oracle_rules import DIRECTOR, EXPERTS, HQ, WORKER, posts
from tests.matrix.places import Rule

_GIVES: Final = EXPERTS | DIRECTOR | posts("county_head")
_KEEPS: Final = _GIVES | posts("desk_clerk", "desk_head", "centre_head", "social_worker")
_READS: Final = _KEEPS | HQ | posts("observer")
_reads: Final = Rule("within", _READS, why="who keeps a list, answers for it or watches it")
_keeps: Final = Rule("within", _KEEPS, why="who meets the person, or answers for his file")
_works: Final = Rule("somewhere", why=WORKER)

PAGES: Final[Mapping[str, Rule]] = {
    "waiting GET": Rule("somewhere", _READS, why="each sees the lists of his places"),
    "waiting_priorities GET": Rule("somewhere", _READS, why="a rule is read by who tells it"),
    "waiting_priority GET": Rule("somewhere", HQ, why="what counts is said by headquarters"),
    "waiting_priority POST": Rule("somewhere", HQ, why="what counts is said by headquarters"),
    "waiting_list GET": Rule("somewhere", _READS, why="of a list each sees his own people"),
    "waiting_place GET": _reads,
    "waiting_end POST": _keeps,
}
ACTIONS: Final[Mapping[str, Rule]] = {
    "support.follow_person": _works,
    "support.leave_list": _keeps,
    "support.put_on_list": _keeps,
    "support.recount_lists": Rule("somewhere", operator=True, why=WORKER),
    "support.serve_waiting": Rule("within", _GIVES, why="a place is given by who answers for it"),
    "support.set_priority": Rule("somewhere", HQ, operator=True, why="one rule for the country"),
}
