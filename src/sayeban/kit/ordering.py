"""How a list is sorted: by one column, up or down; one word in an address."""

from collections.abc import Collection
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Order:
    """`key` names a column of the list."""

    key: str
    descending: bool = False

    @property
    def word(self) -> str:
        """«name», downwards «-name»."""
        return f"-{self.key}" if self.descending else self.key

    @property
    def symbol(self) -> str:
        """What stands between a row and the one before it in SQL."""
        return "<" if self.descending else ">"

    @property
    def direction(self) -> str:
        """For ORDER BY."""
        return "DESC" if self.descending else "ASC"

    def next_by(self, key: str) -> "Order":
        """What a click on the head of column `key` asks for: a second one turns the list round."""
        return Order(key, key == self.key and not self.descending)


def order_of(asked: str, keys: Collection[str], default: Order) -> Order:
    """The order that an address asks for; any other word is the default."""
    order = Order(asked.removeprefix("-"), asked.startswith("-"))
    return order if order.key in keys else default
