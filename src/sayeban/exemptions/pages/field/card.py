"""One household on a phone: who, where, which number to call, what is still to do (page 21)."""

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse

from sayeban.country.formats import mobile
from sayeban.design.jinja import render
from sayeban.design.parts import Tone
from sayeban.exemptions import rights
from sayeban.exemptions.pages.checks import CheckShown, checks_shown
from sayeban.exemptions.pages.field.places import Worklist, row_of_worklist
from sayeban.exemptions.pages.row.page import record_look
from sayeban.exemptions.pages.row.shown import RowShown, shown
from sayeban.exemptions.pages.states import row_state
from sayeban.exemptions.reads.field_day import members, next_stop
from sayeban.exemptions.reads.row_checks import checks_of
from sayeban.exemptions.reads.sharing import own_way
from sayeban.exemptions.words import locked_sentence
from sayeban.runtime.doors import Visit, door


@dataclass(frozen=True, slots=True)
class MemberShown:
    """Another person of the household."""

    href: str
    full_name: str
    state: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class CardPage:
    """One row. `mobile` as it is dialled; `locked` says why it cannot be changed, "" where it can;
    `following` leads to the next one, "" where none is.
    """

    worklist: Worklist
    key: UUID
    row: RowShown
    state: str
    tone: Tone
    mobile: str
    locked: str
    checks: tuple[CheckShown, ...]
    members: tuple[MemberShown, ...]
    following: str


@door(rights.COLLECTORS)
def card(request: Visit, code: str, key: UUID) -> HttpResponse:
    """یک خانوار."""
    worklist, campaign, row = row_of_worklist(request, code, key)
    following = next_stop(
        campaign.pk, row.unit, key, mine=own_way(campaign.pk, row.unit, worklist.user)
    )
    state, tone = row_state(row.state, incomplete=bool(row.missing))
    page = CardPage(
        worklist=worklist,
        key=key,
        row=shown(code, row, campaign.utilities),
        state=state,
        tone=tone,
        mobile=mobile.dialled(row.mobile),
        locked=locked_sentence(row.state),
        checks=checks_shown(code, key, checks_of([row.id]).get(row.id, ())),
        members=tuple(
            MemberShown(
                reverse("field_card", args=[code, each.key]),
                each.full_name or "بدون نام",
                *row_state(each.state, incomplete=each.incomplete),
            )
            for each in members(row.id)
        ),
        following=reverse("field_card", args=[code, following]) if following else "",
    )
    record_look(request, key, "collect")
    return render(request, "exemptions/field_card.jinja", page)
