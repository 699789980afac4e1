"""How each command of a client's own page is given."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from sayeban.accounts.actions import citizens
from sayeban.exemptions.actions import say_moved, take_said
from sayeban.people.actions import send_code
from tests.matrix.asking import Asked
from tests.matrix.asking import Make as MakeAsked
from tests.matrix.entries import Make, once

_MOVED: Final = say_moved.Moved(date(2026, 11, 1), "خیابان بهار", "owner")

OWN_CALLS: Final[Mapping[str, Make]] = {
    "accounts.ask_code": once(citizens._begin, national_id="9990000018", token="t"),
    "accounts.draw_code": once(citizens.draw_code, visit=0, person_id=1, household_id=1),
    "accounts.count_code": once(citizens._count_code, token="t"),
    "accounts.enter_own_code": once(citizens._accept, visit=0, code="1"),
    "accounts.end_visit": once(citizens.end_visit, token="t"),
    "accounts.forget_visits": once(citizens.forget_visits),
    "people.send_code": once(send_code.send_code, visit=0),
    "exemptions.say_moved": once(say_moved.say_moved, moved=_MOVED),
    "exemptions.take_said": once(take_said.take_said, reference="1"),
    "exemptions.take_back_said": once(take_said.take_back_said, reference="1"),
    "exemptions.unsay_moved": once(say_moved.unsay_moved, reference="1"),
}
OWN_ASKED: Final[Mapping[str, MakeAsked]] = {
    "own_enter POST": lambda _: [Asked("", {}, {"national_id": "9990000018"})],
    "own_code POST": lambda _: [Asked("", {}, {"code": "1"})],
    "own_moved POST": lambda _: [Asked("", {}, {"address": "x"})],
    "own_moved_undo POST": lambda _: [Asked("", {"reference": "1"})],
}
