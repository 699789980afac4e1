"""What addresses and commands of the service desk must answer, from the issue alone."""

from collections.abc import Mapping
from typing import Final

from tests.matrix.oracle_rules import HQ, KEEPERS, WORKER, posts
from tests.matrix.places import Rule

_CLERKS: Final = posts("desk_clerk", "desk_head")
_READERS: Final = _CLERKS | HQ | posts("director_general", "county_head", "observer")
_reads: Final = Rule("within", _READERS, why="who works at a desk, answers for it or watches it")
_serves: Final = Rule("own", _CLERKS, why="a clerk serves the visitors of his own desk")
_keeps: Final = Rule(
    "within", HQ | posts("desk_head"), why="desks are data of who answers for intake"
)
_figures: Final = Rule("somewhere", _READERS, why="each sees figures of his places")
_leads: Final = Rule("somewhere", HQ, why="desks and freeze weeks of the country")
_trains: Final = Rule(
    "somewhere", HQ | posts("desk_head"), why="D-006: each sees and records those of his places"
)
_works: Final = Rule("somewhere", why=WORKER)
_one_clerk: Final = Rule(
    "somewhere", why="a guest's visit stands at one clerk; no other door leads to it"
)
_KEY: Final = "the address is a secret of the hall and shows numbers alone"

PAGES: Final[Mapping[str, Rule]] = {
    "desks GET": Rule("somewhere", _READERS, why="each sees the desks of his places"),
    "desk GET": _reads,
    "desk_queue POST": _serves,
    "desk_slip GET": Rule("within", _CLERKS, why="a number and nothing of its holder"),
    "desk_visitor GET": _serves,
    "desk_visitor POST": _serves,
    "desk_newcomer GET": _serves,
    "desk_newcomer POST": _serves,
    "desk_person GET": _serves,
    "desk_service GET": _serves,
    "desk_service POST": _serves,
    "desk_wait POST": _serves,
    "desk_form POST": _serves,
    "desk_tracking GET": _serves,
    "desk_guests POST": _serves,
    "desk_guest GET": _one_clerk,
    "desk_guest POST": _one_clerk,
    "desk_guest_service GET": _one_clerk,
    "desk_guest_service POST": _one_clerk,
    "desk_guest_slip GET": _one_clerk,
    "desk_mobile GET": _serves,
    "desk_mobile POST": _serves,
    "desk_time_slip GET": _serves,
    "desk_times GET": _serves,
    "desk_times POST": _serves,
    "desk_time POST": _serves,
    "desk_ask GET": _serves,
    "desk_ask POST": _serves,
    "desk_satisfaction GET": _figures,
    "desk_satisfaction_xlsx GET": _figures,
    "desk_reports GET": _figures,
    "desk_reports_xlsx GET": _figures,
    "desk_reports_sheet GET": _figures,
    "desks_xlsx GET": Rule("somewhere", _READERS, why="each takes the desks of his places along"),
    "desk_import GET": _leads,
    "desk_import POST": _leads,
    "desk_freeze GET": _leads,
    "desk_freeze POST": _leads,
    "desk_freeze_end POST": _leads,
    "desk_clips GET": _leads,
    "desk_clip GET": _leads,
    "desk_clip POST": _leads,
    "desk_clip_restore POST": _leads,
    "desk_sound GET": Rule("anyone", why="what pages say aloud to everybody"),
    "desk_staff GET": _trains,
    "desk_staff POST": _trains,
    "desk_staff_xlsx GET": _trains,
    "survey GET": Rule("anyone", why="the address is a secret of one case and names nobody"),
    "survey POST": Rule("anyone", why="the same"),
    "desk_screen GET": Rule("anyone", why=_KEY),
    "desk_kiosk GET": Rule("anyone", why=_KEY),
    "desk_kiosk POST": Rule("anyone", why=_KEY),
    "desk_settings GET": _keeps,
    "desk_settings POST": _keeps,
    "desk_key POST": _keeps,
    "desk_training GET": _keeps,
    "desk_training POST": _keeps,
}
_files: Final = Rule("within", KEEPERS | _CLERKS, why="whoever keeps files, and the desk")
ACTIONS: Final[Mapping[str, Rule]] = {
    "desk.book": _serves,
    "desk.cancel_booking": _serves,
    "desk.keep_booking": _serves,
    "desk.move_booking": _serves,
    "desk.end_lift": Rule("somewhere", HQ, why="headquarters takes its own permission back"),
    "desk.record_clip": Rule("somewhere", HQ, why="what all pages of the country say"),
    "desk.restore_clip": Rule("somewhere", HQ, why="the same"),
    "desk.import_desks": Rule("somewhere", HQ, operator=True, why="desks of the country are data"),
    "desk.call_next": _serves,
    "desk.end_turn": _serves,
    "desk.keep_desk": _keeps,
    "desk.keep_outcomes": Rule("somewhere", operator=True, why=WORKER),
    "desk.answer_by_sms": _works,
    "desk.mark_told": Rule("somewhere", operator=True, why=WORKER),
    "desk.answer_survey": Rule("somewhere", why="whoever has the address of one question"),
    "desk.ask_survey": _works,
    "desk.record_survey": Rule("within", _CLERKS, why="a clerk asks by phone or beside him"),
    "desk.lift_freeze": Rule("somewhere", HQ, why="headquarters overrides its own freeze week"),
    "desk.open_request": _serves,
    "desk.name_visitor": _serves,
    "desk.welcome_guest": _serves,
    "desk.prove_guest": _serves,
    "desk.open_for_guest": _serves,
    "desk.end_guest": _serves,
    "desk.renew_key": _keeps,
    "desk.open_desk": Rule("somewhere", operator=True, why="whoever runs the installation"),
    "desk.seed_desks": Rule("somewhere", operator=True, why=WORKER),
    "desk.take_at_kiosk": Rule("somewhere", why="the kiosk of the hall, whose address is a secret"),
    "desk.take_number": _serves,
    "desk.train": Rule("within", HQ | posts("desk_head"), operator=True, why="D-006"),
    "people.register_person": _files,
    "people.say_mobile": _files,
}
