"""The only door of `support` for packages above."""

from sayeban.support.actions.wait import (
    put_on_list,
    recount_lists,
    set_priority,
)
from sayeban.support.reads.lists import Place, place_of, places_of, terms_of
from sayeban.support.refusals import WaitsAlready

__all__ = [
    "Place",
    "WaitsAlready",
    "place_of",
    "places_of",
    "put_on_list",
    "recount_lists",
    "set_priority",
    "terms_of",
]
