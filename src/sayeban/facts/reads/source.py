"""What rules read: kept rows of everybody within the reader's places."""

from typing import Literal

_VIEWS = {"person": "facts_ofperson", "household": "facts_ofhousehold"}


def source_of(subject: Literal["person", "household"]) -> str:
    """The view to compile conditions over: `id`, province, county, centre, one column a fact.

    That of a person holds the facts of his household too, and `household_id`.
    """
    return _VIEWS[subject]
