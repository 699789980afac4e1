"""What addresses and commands of forms and submissions must answer, from the issue alone."""

from collections.abc import Mapping
from typing import Final

from tests.matrix.oracle_rules import HEADS, HQ, WORKERS, headquarters, posts
from tests.matrix.places import Rule

FILLERS: Final = HQ | HEADS | WORKERS | posts("desk_head", "desk_clerk", "liaison_expert")

_fills: Final = Rule("within", FILLERS, why="whoever serves a person fills forms for him")
_writes: Final = Rule("somewhere", HQ, why="forms are written and published by headquarters")

PAGES: Final[Mapping[str, Rule]] = {
    "forms_of_person GET": _fills,
    "forms_of_person POST": _fills,
    "form_tasks GET": _fills,
    "form_question GET": _fills,
    "form_question POST": _fills,
    "form_check GET": _fills,
    "form_check POST": _fills,
    "form_done GET": _fills,
    "forms GET": _writes,
    "forms POST": _writes,
    "form_file POST": _writes,
    "form GET": _writes,
    "form POST": _writes,
    "form_publish POST": _writes,
    "form_edit GET": _writes,
    "form_edit POST": _writes,
    "form_new_question GET": _writes,
    "form_new_question POST": _writes,
    "form_edit_question GET": _writes,
    "form_edit_question POST": _writes,
    "form_preview GET": _writes,
    "form_download GET": _writes,
}
ACTIONS: Final[Mapping[str, Rule]] = {
    "forms.import_form": headquarters,
    "forms.open_draft": _writes,
    "forms.change_draft": _writes,
    "forms.publish": headquarters,
    "forms.start": _fills,
    "forms.answer": _fills,
    "forms.attach": _fills,
    "forms.receive": _fills,
    "forms.submit": _fills,
}
