"""The only door of `desk` for packages above."""

from sayeban.desk.actions.import_desks import import_desks
from sayeban.desk.actions.keep_desk import DeskTerms, open_desk, seed_desks
from sayeban.desk.actions.keep_outcomes import keep_outcomes
from sayeban.desk.actions.open_request import open_request
from sayeban.desk.actions.serve import call_next, end_turn
from sayeban.desk.actions.take_number import take_number
from sayeban.desk.actions.train import train
from sayeban.desk.hours import the_same
from sayeban.desk.reads.desks import liaison_trained
from sayeban.desk.reads.recordings import recorded_clips
from sayeban.desk.reads.surveys import overall, results
from sayeban.desk.texts import seed_desk_texts
from sayeban.desk.workbook.files import export_desks, read_desks

__all__ = [
    "DeskTerms",
    "call_next",
    "end_turn",
    "export_desks",
    "import_desks",
    "keep_outcomes",
    "liaison_trained",
    "open_desk",
    "open_request",
    "overall",
    "read_desks",
    "recorded_clips",
    "results",
    "seed_desk_texts",
    "seed_desks",
    "take_number",
    "the_same",
    "train",
]
