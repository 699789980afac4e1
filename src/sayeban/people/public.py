"""The only door of `people` for packages above."""

from sayeban.people.actions.correct_in_bulk import correct_in_bulk
from sayeban.people.actions.register_in_bulk import register_in_bulk
from sayeban.people.columns import NAME, person_columns
from sayeban.people.normalising import MISSING_FLAGS, VALUE_FLAGS, normalise
from sayeban.people.places import mark_duplicates, resolve_places
from sayeban.people.reads.gazetteer import gazetteer
from sayeban.people.source import SOURCE_COLUMNS

__all__ = [
    "MISSING_FLAGS",
    "NAME",
    "SOURCE_COLUMNS",
    "VALUE_FLAGS",
    "correct_in_bulk",
    "gazetteer",
    "mark_duplicates",
    "normalise",
    "person_columns",
    "register_in_bulk",
    "resolve_places",
]
