"""The orders of the worklist, and the word in an address that says after which step a page begins.

Every order ends with the id of the step, so no two steps are alike and none is shown twice.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from sayeban.cases.models import Service
from sayeban.country.text import sort_key
from sayeban.runtime.lists import row_id

SORTS: Final = {
    "": "زودترین مهلت",
    "opened": "قدیمی‌ترین گام",
    "service": "خدمت، سپس مهلت",
}
"""Codes in addresses, with their words."""

DUE: Final = "s.due_on, s.id"
_OPENED: Final = "s.opened_on, s.id"
_PLACE: Final = "array_position(%(services)s::bigint[], s.service_id)"


@dataclass(frozen=True, slots=True)
class Order:
    """`by` is the order of steps `s` in SQL, `beyond` the condition on those after a key.

    `services`: the services by title, (id, code), where the order needs them.
    """

    sort: str
    by: str
    services: tuple[tuple[int, str], ...] = field(default=())

    @property
    def values(self) -> dict[str, Any]:
        """The parameters of `by`."""
        return {"services": [each for each, _ in self.services]} if self.services else {}

    @property
    def beyond(self) -> str:
        """The steps after the key."""
        of_service = "%(place)s::int, " if self.sort == "service" else ""
        return f"({self.by}) > ({of_service}%(day)s::date, %(last)s)"

    def word(self, service: str, opened_on: date, due_on: date, step_id: int) -> str:
        """The word that names this step as the last one of a page."""
        day = opened_on if self.sort == "opened" else due_on
        service = f"{service}/" if self.sort == "service" else ""
        return f"{service}{day.isoformat()}/{step_id}"

    def key_of(self, word: str) -> dict[str, Any] | None:
        """The parameters of `beyond`; None for a word that is none of this order."""
        head, _, last = word.rpartition("/")
        code, _, day = head.rpartition("/")
        try:
            key: dict[str, Any] = {"day": date.fromisoformat(day), "last": row_id(last)}
        except ValueError:
            return None
        if self.sort != "service":
            return key
        place = next((n for n, (_, each) in enumerate(self.services, 1) if each == code), 0)
        return {**key, "place": place} if place else None


def order_of(sort: str) -> Order:
    """The order of a code of SORTS; of any other word the usual one."""
    if sort == "service":
        # Without a service there is no step either; an empty list would have no type.
        found = _services_by_title() or ((0, ""),)
        return Order(sort, f"{_PLACE}, {DUE}", found)
    return Order(sort, _OPENED) if sort == "opened" else Order("", DUE)


def _services_by_title() -> tuple[tuple[int, str], ...]:
    found = Service.objects.order_by("id").values_list("id", "code", "title")
    return tuple((id, code) for id, code, _ in sorted(found, key=lambda each: sort_key(each[2])))
