"""The only door of `people` for packages above."""

from sayeban.people.actions.change_head import change_head
from sayeban.people.actions.correct_in_bulk import correct_in_bulk
from sayeban.people.actions.import_people import PeopleImported, import_people
from sayeban.people.actions.record_death import record_death
from sayeban.people.actions.record_exit import record_exit
from sayeban.people.actions.record_move import Dwelling, move_household, record_move, settle_stay
from sayeban.people.actions.record_tenancy import record_tenancy
from sayeban.people.actions.register_in_bulk import register_in_bulk
from sayeban.people.actions.register_person import FileElsewhere, Newcomer, register_person
from sayeban.people.actions.say_mobile import MOBILE_TEXT, say_mobile, seed_mobile_text
from sayeban.people.actions.send_code import (
    CODE_TEXT,
    DESK_CODE_TEXT,
    seed_code_text,
    send_code,
)
from sayeban.people.actions.set_head import set_head
from sayeban.people.codes import ROW_FLAGS, ROW_REASONS
from sayeban.people.columns import NAME, person_columns
from sayeban.people.normalising import MISSING_FLAGS, VALUE_FLAGS, normalise
from sayeban.people.places import mark_duplicates, resolve_places, restore_centres
from sayeban.people.reads.elsewhere import KeptElsewhere, kept_elsewhere
from sayeban.people.reads.gazetteer import gazetteer
from sayeban.people.reads.names import file_numbers, person_names
from sayeban.people.reads.person_file import PersonFile, person_file
from sayeban.people.reads.search import Found, search_persons
from sayeban.people.reads.wards import minors_of
from sayeban.people.refusals import (
    DateInFuture,
    PostalCodeInvalid,
    TenureUnknown,
    UnknownPerson,
)
from sayeban.people.rules import KEEPERS, STATUS_KEEPERS
from sayeban.people.seen import seen_file
from sayeban.people.source import SOURCE_COLUMNS
from sayeban.people.vocabularies import STATUS, TENURE, Vocabulary

__all__ = [
    "CODE_TEXT",
    "DESK_CODE_TEXT",
    "KEEPERS",
    "MISSING_FLAGS",
    "MOBILE_TEXT",
    "NAME",
    "ROW_FLAGS",
    "ROW_REASONS",
    "SOURCE_COLUMNS",
    "STATUS",
    "STATUS_KEEPERS",
    "TENURE",
    "VALUE_FLAGS",
    "DateInFuture",
    "Dwelling",
    "FileElsewhere",
    "Found",
    "KeptElsewhere",
    "Newcomer",
    "PeopleImported",
    "PersonFile",
    "PostalCodeInvalid",
    "TenureUnknown",
    "UnknownPerson",
    "Vocabulary",
    "change_head",
    "correct_in_bulk",
    "file_numbers",
    "gazetteer",
    "import_people",
    "kept_elsewhere",
    "mark_duplicates",
    "minors_of",
    "move_household",
    "normalise",
    "person_columns",
    "person_file",
    "person_names",
    "record_death",
    "record_exit",
    "record_move",
    "record_tenancy",
    "register_in_bulk",
    "register_person",
    "resolve_places",
    "restore_centres",
    "say_mobile",
    "search_persons",
    "seed_code_text",
    "seed_mobile_text",
    "seen_file",
    "send_code",
    "set_head",
    "settle_stay",
]
