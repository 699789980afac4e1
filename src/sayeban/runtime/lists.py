"""One page of a sorted list: keyset paging, so deep pages stay fast and nothing is shown twice."""

from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import F, Model, Q, QuerySet
from django.db.models.expressions import Combinable

from sayeban.kit.ordering import Order

M = TypeVar("M", bound=Model)
_DIGITS = 18
"""More do not fit into a bigint."""


def row_id(asked: str) -> int:
    """The id that an address names; 0, which no row has, for anything else."""
    named = asked.isascii() and asked.isdecimal() and len(asked) <= _DIGITS
    return int(asked) if named else 0


def uuid_of(asked: str) -> UUID | None:
    """The key that somebody wrote; None for anything else."""
    try:
        return UUID(asked.strip())
    except ValueError:
        return None


def page_of(
    found: "QuerySet[M]",
    keys: Mapping[str, Combinable | str],
    order: Order,
    *,
    after: int = 0,
    size: int,
) -> tuple[list[M], bool]:
    """The rows behind the one with id `after` (0 = from the beginning), and whether more follow.

    `keys` maps a column of the list to what it is sorted by, never null. The page goes on at the
    place of its last row by its id, since what a row holds does not belong in an address.
    """
    key = keys[order.key]
    value = F(key) if isinstance(key, str) else key
    sorted_by: Any = found.annotate(sort_value=value)
    every = found.model._default_manager.annotate(sort_value=value)
    last = every.filter(pk=after).values_list("sort_value", flat=True).first() if after else None
    if last is not None:
        beyond = "lt" if order.descending else "gt"
        sorted_by = sorted_by.filter(
            Q(**{f"sort_value__{beyond}": last}) | Q(sort_value=last, **{f"pk__{beyond}": after})
        )
    sign = "-" if order.descending else ""
    page = list(sorted_by.order_by(f"{sign}sort_value", f"{sign}pk")[: size + 1])
    return page[:size], len(page) > size
