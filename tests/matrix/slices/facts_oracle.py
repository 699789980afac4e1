"""What addresses and commands of facts and contests must answer, from the issue alone."""

from collections.abc import Mapping
from typing import Final

from tests.matrix.oracle_rules import EXPERTS, HEADS, HQ, KEEPERS, WORKER, headquarters, posts
from tests.matrix.places import Rule

_DESK: Final = posts("desk_head", "desk_clerk", "liaison_expert")
_SERVE: Final = "whoever serves a person sees what is known of him and takes down what is wrong"
_DECIDE: Final = "an expert or a head asks the owner of the datum; the liaison answers for it"
_serves: Final = Rule("within", KEEPERS | _DESK, why=_SERVE)
_decides: Final = Rule("within", HQ | HEADS | EXPERTS | posts("liaison_expert"), why=_DECIDE)
_READERS: Final = KEEPERS | _DESK | posts("technical_head")

PAGES: Final[Mapping[str, Rule]] = {
    "facts GET": Rule("somewhere", _READERS, why="no person in it"),
    "welfare_file GET": Rule("within", _READERS, why=_SERVE),
    "contest_new GET": _serves,
    "contest_new POST": _serves,
    "contests GET": Rule("somewhere", KEEPERS | _DESK, why=_SERVE),
    "contest GET": _serves,
    "contest_document GET": _serves,
    "contest_refer POST": _decides,
    "contest_decide POST": _decides,
    "contest_withdraw POST": _serves,
}
ACTIONS: Final[Mapping[str, Rule]] = {
    "facts.define": headquarters,
    "facts.retire": headquarters,
    "facts.refresh": Rule("somewhere", operator=True, why=WORKER),
    "facts.follow_people": Rule("somewhere", why=WORKER),
    "facts.open_contest": _serves,
    "facts.refer_contest": _decides,
    "facts.decide_contest": _decides,
    "facts.withdraw_contest": _serves,
}
