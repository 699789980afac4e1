"""The only door of `support` for packages above."""

from sayeban.support.actions.wait import (
    leave_list,
    put_on_list,
    recount_lists,
    serve_waiting,
    set_priority,
)
from sayeban.support.reads.lists import Place, Term, place_of, places_of, terms_of
from sayeban.support.refusals import WaitsAlready

__all__ = [
    "Place",
    "Term",
    "WaitsAlready",
    "leave_list",
    "place_of",
    "places_of",
    "put_on_list",
    "recount_lists",
    "serve_waiting",
    "set_priority",
    "terms_of",
]
