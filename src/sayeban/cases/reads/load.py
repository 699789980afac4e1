"""How much open work lies with each post and with each person, for who sees to it."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db import connection

# Both at once: the list of open steps is read a single time.
_LOAD: Final = """
SELECT role, assignee, GROUPING(assignee) = 0, count(*),
  count(*) FILTER (WHERE state = 'open' AND due_on < %(today)s),
  count(*) FILTER (WHERE state <> 'open')
FROM cases_step WHERE closed_at IS NULL
GROUP BY GROUPING SETS ((role), (assignee)) ORDER BY 4 DESC, 1, 2
"""


@dataclass(frozen=True, slots=True)
class Load:
    """Open steps of one post, or of one person. `waiting`: it is somebody else's turn.

    `role` is empty for a person; `user` is None for what was given to nobody.
    """

    role: str
    user: int | None
    open: int
    late: int
    waiting: int


def loads(today: date) -> tuple[tuple[Load, ...], tuple[Load, ...]]:
    """By post and by person, most first, within the scope of the running look."""
    with connection.cursor() as cursor:
        cursor.execute(_LOAD, {"today": today})
        rows = cursor.fetchall()
    posts = tuple(Load(role, None, *rest) for role, _, person, *rest in rows if not person)
    users = tuple(Load("", user, *rest) for _, user, person, *rest in rows if person)
    return posts, users
