"""What the clients' own pages and commands must answer, from the issue alone."""

from collections.abc import Mapping
from typing import Final

from tests.matrix.oracle_rules import WORKER, anyone
from tests.matrix.places import Rule

_himself: Final = Rule("citizen", why="a client who has entered the code that was sent to him")
_SAYS: Final = "what a client says he says himself"
_PROGRAM: Final = "an institution's program hears it by its agreement, and nobody in its stead"
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
    "own_cases GET": _himself,
    "own_case GET": _himself,
    "own_form_begin POST": _himself,
    "own_form GET": _himself,
    "own_form_question GET": _himself,
    "own_form_question POST": _himself,
    "own_form_check GET": _himself,
    "own_form_check POST": _himself,
    "own_ward_case GET": _himself,
    "own_paper GET": _himself,
    "own_paper POST": _himself,
    "own_paper_back POST": _himself,
    "own_review GET": _himself,
    "own_review POST": _himself,
    "own_welfare GET": _himself,
    "own_welfare_part GET": _himself,
    "own_contests GET": _himself,
    "own_contest_new GET": _himself,
    "own_contest_new POST": _himself,
    "own_contest GET": _himself,
    "own_contest_withdraw POST": _himself,
    "own_waiting GET": _himself,
}
OWN_ACTIONS: Final[Mapping[str, Rule]] = {
    "accounts.ask_code": _step,
    "accounts.draw_code": _step,
    "accounts.count_code": _step,
    "accounts.enter_own_code": _step,
    "accounts.end_visit": _step,
    "accounts.count_proof": _step,
    "accounts.enter_proof": _step,
    "accounts.end_proof": _step,
    "accounts.forget_visits": Rule("somewhere", why=WORKER),
    "people.send_code": _step,
    "exemptions.say_moved": Rule("somewhere", why="what a client says he says himself"),
    "exemptions.take_said": Rule("somewhere", why=WORKER),
    "exemptions.take_back_said": Rule("somewhere", why=WORKER),
    "cases.begin_own_form": Rule("somewhere", why=_SAYS),
    "cases.submit_own_form": Rule("somewhere", why=_SAYS),
    "cases.hand_in": Rule("somewhere", why=_SAYS),
    "cases.take_paper_back": Rule("somewhere", why=_SAYS),
    "cases.ask_own_review": Rule("somewhere", why=_SAYS),
    "cases.note_corrected": Rule("somewhere", why=WORKER),
    "facts.open_own_contest": Rule("somewhere", why=_SAYS),
    "facts.withdraw_own_contest": Rule("somewhere", why=_SAYS),
    "facts.tell_decided": Rule("somewhere", why=WORKER),
    "facts.disclose": Rule("somewhere", why=_PROGRAM),
    "facts.tell_receiver": Rule("somewhere", why=_PROGRAM),
    "forms.start_own": Rule("somewhere", why=_SAYS),
    "forms.answer_own": Rule("somewhere", why=_SAYS),
    "forms.attach_own": Rule("somewhere", why=_SAYS),
    "forms.submit_own": Rule("somewhere", why=_SAYS),
    "eligibility.name_decisions": Rule("somewhere", why=WORKER),
    "exemptions.unsay_moved": Rule("somewhere", why="what a client says he says himself"),
}
