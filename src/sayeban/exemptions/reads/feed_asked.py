"""What the functions of feed_sql and of organisations answer to a company's program."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection


@dataclass(frozen=True, slots=True)
class OpenFeed:
    """A feed that an agreement in force opens. `columns` are those that the company may read."""

    feed_id: str
    columns: tuple[str, ...]
    agreement: int


def open_feeds(utility: str, company: str, today: date) -> dict[str, OpenFeed]:
    """The feeds that are open to a company today, by their names."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT feed_id, columns, agreement FROM organisations_open_feeds(%s, %s, %s)",
            [utility, company, today],
        )
        return {each[0]: OpenFeed(each[0], tuple(each[1]), each[2]) for each in cursor.fetchall()}


def asked(sql: str, parameters: Sequence[Any]) -> tuple[Any, ...]:
    """The one row of a function of feed_sql."""
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        found: tuple[Any, ...] | None = cursor.fetchone()
    assert found is not None
    return found


@dataclass(frozen=True, slots=True)
class FeedHead:
    """Where the numbers of a feed stand; of one without any change the epoch is ""."""

    feed_id: str
    publisher: str
    utility: str
    province: str
    company: str
    epoch: str = ""
    last_seq: int = 0
    first_retained_seq: int = 1


def feed_heads(feeds: Sequence[str]) -> list[FeedHead]:
    """The heads of these feeds, in their order."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT feed_id, publisher, utility, province, company, epoch, last_seq,"
            " first_retained_seq FROM exemptions_feed WHERE feed_id = ANY (%s)",
            [list(feeds)],
        )
        found = {row[0]: FeedHead(*row) for row in cursor.fetchall()}
    return [found.get(feed) or _empty(feed) for feed in feeds]


def _empty(feed_id: str) -> FeedHead:
    publisher, utility, province, company = feed_id.split(".")
    return FeedHead(feed_id, publisher, utility, province, company)
