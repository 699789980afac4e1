"""What addresses and commands of inquiries to registers must answer, from the issue alone."""

from collections.abc import Mapping
from typing import Final

from tests.matrix.oracle_rules import KEEPERS, WORKER, headquarters, posts
from tests.matrix.places import Rule

_ASK: Final = "whoever keeps a person's file or serves him at a desk asks, in his places"
_asks: Final = Rule("within", KEEPERS | posts("desk_head", "desk_clerk"), operator=True, why=_ASK)
_works: Final = Rule("somewhere", why=WORKER)

PAGES: Final[Mapping[str, Rule]] = {
    "person_inquiries GET": _asks,
    "person_inquiries POST": _asks,
    "registers GET": headquarters,
    "register GET": headquarters,
    "register POST": headquarters,
}
ACTIONS: Final[Mapping[str, Rule]] = {
    "facts.ask_register": _asks,
    "facts.ask_for": headquarters,
    "facts.ask_deaths": headquarters,
    "facts.take_questions": _works,
    "facts.write_answers": _works,
    "facts.set_register": headquarters,
    "facts.set_purpose": headquarters,
}
