"""What is asked of the addresses of moves and tenancies."""

from collections.abc import Mapping
from typing import Final

from tests.matrix.asking import Asked, Make
from tests.matrix.places import TARGETS
from tests.matrix.scene import CODE

_DAY: Final = {"on_day": "1", "on_month": "9", "on_year": "1405"}
_LATER: Final = {
    "prolong-new_end_day": "1",
    "prolong-new_end_month": "10",
    "prolong-new_end_year": "1406",
}


def _new(**data: str) -> Make:
    return lambda scene: [
        Asked(unit, {"code": CODE, "key": scene.rows[unit].key}, data) for unit in TARGETS[1:]
    ]


def _moves(**data: str) -> Make:
    return lambda scene: [
        Asked(unit, {"code": CODE, "number": scene.moves[unit]}, data) for unit in TARGETS[1:]
    ]


def _tenancies(**data: str) -> Make:
    return lambda scene: [
        Asked(unit, {"code": CODE, "number": scene.tenancies[unit]}, data) for unit in TARGETS[1:]
    ]


MOVES_ASKED: Final[Mapping[str, Make]] = {
    "campaign_move_new GET": _new(),
    "campaign_move_new POST": _new(unit="0702", said_by="client", **_DAY),
    "campaign_move GET": _moves(),
    "campaign_move POST": _moves(location="urban", **_DAY),
    "campaign_move_approve POST": _moves(),
    "campaign_move_hand_over POST": _moves(**{"to-unit": "0702"}),
    "campaign_move_withdraw POST": _moves(),
    "campaign_tenancy GET": _tenancies(),
    "campaign_tenancy_prolong POST": _tenancies(**_LATER),
    "campaign_tenancy_leave POST": _tenancies(
        **{"leave-unit": "0702", **{f"leave-{name}": day for name, day in _DAY.items()}}
    ),
    "sms_received POST": lambda _: [Asked("", {"secret": "x"}, {"message": "1"})],
}
