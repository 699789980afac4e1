"""The load of work of the visitor's units: pictures first, the table under them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.http import HttpResponseBase
from django.utils import timezone

from sayeban.accounts.public import user_names
from sayeban.cases.reads.load import Load, loads
from sayeban.cases.rules import SUPERVISORS
from sayeban.cases.words import ROLES
from sayeban.country.today import today_of
from sayeban.design.jinja import render
from sayeban.design.strips import Strip, Strips
from sayeban.runtime.doors import Visit, door

_DRAWN: Final = 15
_SERIES: Final = ("در مهلت", "مهلت گذشته", "نوبت دیگری")
_HUES: Final = (1, 2, 6)


@dataclass(frozen=True, slots=True)
class Line:
    """One post or person."""

    name: str
    open: int
    late: int
    waiting: int


@dataclass(frozen=True, slots=True)
class LoadPage:
    """Pictures hold the first ones, tables all."""

    posts: tuple[Line, ...]
    users: tuple[Line, ...]
    posts_drawn: Strips | None
    users_drawn: Strips | None


@door(SUPERVISORS)
def load(request: Visit) -> HttpResponseBase:
    """بار کار واحد."""
    by_post, by_user = loads(today_of(timezone.now()))
    names = user_names({each.user for each in by_user if each.user})
    posts = tuple(_line(each, ROLES.get(each.role, "سمت دیگر")) for each in by_post)
    users = tuple(
        _line(each, names.get(each.user, "همکار پیشین") if each.user else "بی‌مسئول")
        for each in by_user
    )
    page = LoadPage(
        posts,
        users,
        _drawn("گام‌های باز هر سمت", posts),
        _drawn("گام‌های باز هر همکار", users),
    )
    return render(request, "cases/work_load.jinja", page)


def _line(each: Load, name: str) -> Line:
    return Line(name, each.open, each.late, each.waiting)


def _drawn(title: str, lines: Sequence[Line]) -> Strips | None:
    strips = tuple(
        Strip(each.name, (each.open - each.late - each.waiting, each.late, each.waiting))
        for each in lines[:_DRAWN]
    )
    return Strips(title, _SERIES, strips, _HUES) if strips else None
