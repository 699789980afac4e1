"""What the clients' own pages and commands must answer, from the issue alone."""

from collections.abc import Mapping
from typing import Final

from tests.matrix.oracle_rules import WORKER, anyone
from tests.matrix.places import Rule

_himself: Final = Rule("citizen", why="a client who has entered the code that was sent to him")
_step: Final = Rule("somewhere", why="a step of a client's sign-in")

OWN_PAGES: Final[Mapping[str, Rule]] = {
    "own GET": _himself,
    "own_enter GET": anyone,
    "own_enter POST": anyone,
    "own_code GET": anyone,
    "own_code POST": anyone,
    "own_leave POST": anyone,
    "own_moved GET": _himself,
    "own_moved POST": _himself,
    "own_moved_undo POST": _himself,
}
OWN_ACTIONS: Final[Mapping[str, Rule]] = {
    "accounts.ask_code": _step,
    "accounts.draw_code": _step,
    "accounts.count_code": _step,
    "accounts.enter_own_code": _step,
    "accounts.end_visit": _step,
    "accounts.forget_visits": Rule("somewhere", why=WORKER),
    "people.send_code": _step,
    "exemptions.say_moved": Rule("somewhere", why="what a client says he says himself"),
    "exemptions.take_said": Rule("somewhere", why=WORKER),
    "exemptions.take_back_said": Rule("somewhere", why=WORKER),
    "exemptions.unsay_moved": Rule("somewhere", why="what a client says he says himself"),
}
