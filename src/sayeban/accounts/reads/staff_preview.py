"""What a staff file would become, before anything of it is written."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from django.db.models import Q

from sayeban.accounts.codes import ROW_REASONS
from sayeban.accounts.models import Appointment, User
from sayeban.accounts.reads.staff_book import judge_staff
from sayeban.organisations.public import unit_labels
from sayeban.runtime.actor import Actor

Becomes = Literal["user", "post", "name", "nothing"]


@dataclass(frozen=True, slots=True)
class StaffRow:
    """One good row: a new user, a further post, a corrected name or mobile, or nothing."""

    username: str
    full_name: str
    post: str
    unit: str
    becomes: Becomes


@dataclass(frozen=True, slots=True)
class StaffBecomes:
    """The good rows in their order, and the refused ones with number and Persian sentences."""

    rows: tuple[StaffRow, ...]
    rejected: tuple[tuple[int, str], ...]


def staff_preview(actor: Actor, path: Path) -> StaffBecomes:
    """As `import_staff` would do it, for this actor at this moment; refuses files as it does."""
    judged = judge_staff(actor, path)
    names = {line.username for line in judged.lines}
    known = {user.username: user for user in User.objects.filter(username__in=names)}
    held = _held(known)
    labels = unit_labels({line.unit for line in judged.lines})
    rows = []
    for line in judged.lines:
        user = known.get(line.username)
        place = (line.username, line.post.value, str(line.unit))
        corrected = user is not None and actor.is_nationwide and line.corrects(user)
        becomes: Becomes = "user"
        if user is not None:
            becomes = "post" if place not in held else "name" if corrected else "nothing"
        rows.append(
            StaffRow(line.username, line.full_name, line.post.label, labels[line.unit], becomes)
        )
    sentences = tuple(
        (number, " ".join(ROW_REASONS.get(code, code) for code in codes))
        for number, codes in judged.rejected
    )
    return StaffBecomes(tuple(rows), sentences)


def _held(known: Mapping[str, User]) -> set[tuple[str, str, str]]:
    found = Appointment.objects.filter(Q(ends=None), user__in=known.values())
    return {
        (each.user.username, each.post, str(each.unit)) for each in found.select_related("user")
    }
