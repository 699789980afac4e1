"""How each command about moves and tenancies is given."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from sayeban.exemptions.actions import (
    answer_tenancy,
    approve_move,
    collect_move,
    follow_tenancies,
    report_move,
)
from sayeban.exemptions.tests.makers import NOW
from sayeban.kit.units import Unit
from sayeban.notices.actions import receive
from tests.matrix.entries import Call, Make, entry, key, on_rows, once
from tests.matrix.places import TARGETS

_THERE: Final = Unit.of_county("0702")
_TODAY: Final = NOW.date()


def _moves(function: Callable[..., object], **given: Any) -> Make:
    return lambda scene: [
        Call(unit, entry(function, number=scene.moves[unit], **given)) for unit in TARGETS[1:]
    ]


def _tenancies(function: Callable[..., object], **given: Any) -> Make:
    return lambda scene: [
        Call(unit, entry(function, number=scene.tenancies[unit], **given)) for unit in TARGETS[1:]
    ]


MOVE_CALLS: Final[Mapping[str, Make]] = {
    "exemptions.report_move": on_rows(key(to=_THERE, on=_TODAY), report_move.report_move),
    "exemptions.open_moved": once(report_move.open_moved, stay=0),
    "exemptions.hand_over_move": _moves(report_move.hand_over_move, to=_THERE),
    "exemptions.withdraw_move": _moves(report_move.withdraw_move),
    "exemptions.collect_move": _moves(collect_move.collect_move, values={}),
    "exemptions.approve_move": _moves(approve_move.approve_move),
    "exemptions.prolong_tenancy": _tenancies(
        answer_tenancy.prolong_tenancy, new_end=date(2027, 12, 22)
    ),
    "exemptions.leave_tenancy": _tenancies(answer_tenancy.leave_tenancy, to=_THERE, on=_TODAY),
    "exemptions.answer_tenancy": once(answer_tenancy.answer_tenancy, mobile="", words="1"),
    "exemptions.follow_tenancies": once(follow_tenancies.follow_tenancies),
    "notices.receive_sms": once(receive.receive_sms, provider_id="", mobile="", words=""),
}
