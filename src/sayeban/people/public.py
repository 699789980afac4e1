"""The only door of `people` for packages above."""

from sayeban.people.actions.correct_in_bulk import correct_in_bulk
from sayeban.people.actions.register_in_bulk import register_in_bulk
from sayeban.people.actions.source import SOURCE_COLUMNS

__all__ = [
    "SOURCE_COLUMNS",
    "correct_in_bulk",
    "register_in_bulk",
]
