"""The only door of `support` for packages above."""

from sayeban.support.actions.wait import put_on_list, recount_lists, set_priority
from sayeban.support.reads.lists import Place, place_of, places_of, terms_of
from sayeban.support.refusals import WaitsAlready
from sayeban.support.told import sentences, standing

__all__ = [
    "Place",
    "WaitsAlready",
    "place_of",
    "places_of",
    "put_on_list",
    "recount_lists",
    "sentences",
    "set_priority",
    "standing",
    "terms_of",
]
