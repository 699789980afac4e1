"""What addresses and commands of moves and tenancies must answer, from the issue alone."""

from collections.abc import Mapping
from typing import Final

from tests.matrix.oracle_rules import COLLECTORS, HEADS, WORKER, own_worklist, reads
from tests.matrix.places import Rule

_approves: Final = Rule("within", HEADS, why="the head where the household lives now, or above him")
_takes_back: Final = Rule("within", COLLECTORS | HEADS, why="before anything is told to anybody")
_workers: Final = Rule("somewhere", why=WORKER)

MOVE_PAGES: Final[Mapping[str, Rule]] = {
    "campaign_moves GET": reads,
    "campaign_move_new GET": own_worklist,
    "campaign_move_new POST": own_worklist,
    "campaign_move GET": reads,
    "campaign_move POST": own_worklist,
    "campaign_move_approve POST": _approves,
    "campaign_move_hand_over POST": own_worklist,
    "campaign_move_withdraw POST": _takes_back,
    "campaign_tenancy GET": reads,
    "campaign_tenancy_prolong POST": own_worklist,
    "campaign_tenancy_leave POST": own_worklist,
    "sms_received POST": Rule("anyone", why="the address is a secret; another one is not there"),
}
MOVE_ACTIONS: Final[Mapping[str, Rule]] = {
    "exemptions.report_move": own_worklist,
    "exemptions.open_moved": _workers,
    "exemptions.hand_over_move": own_worklist,
    "exemptions.withdraw_move": _takes_back,
    "exemptions.collect_move": own_worklist,
    "exemptions.approve_move": _approves,
    "exemptions.prolong_tenancy": own_worklist,
    "exemptions.leave_tenancy": own_worklist,
    "exemptions.answer_tenancy": _workers,
    "exemptions.follow_tenancies": Rule("somewhere", operator=True, why=WORKER),
    "notices.receive_sms": _workers,
}
