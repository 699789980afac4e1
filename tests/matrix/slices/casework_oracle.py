"""What addresses and commands of pages of cases and services must answer, from the issue alone."""

from collections.abc import Mapping
from typing import Final

from tests.matrix.oracle_rules import HEADS, HQ, WORKERS, anyone, posts
from tests.matrix.places import Rule

_STAFF: Final = HQ | WORKERS | posts("desk_head", "desk_clerk", "liaison_expert")
_SEES: Final = HEADS | posts("hq_deputy", "desk_head")

_reads: Final = Rule(
    "somewhere", _STAFF, why="whoever works on cases knows what services there are"
)
_writes: Final = Rule("somewhere", HQ, why="services are written and put in force by headquarters")
_works: Final = Rule("somewhere", _STAFF, why="his own worklist; what is not his is not in it")
_case: Final = Rule("within", _STAFF, why="whoever works on cases, where it is")

PAGES: Final[Mapping[str, Rule]] = {
    "services GET": _reads,
    "services_xlsx GET": _reads,
    "service GET": _reads,
    "service_version GET": _reads,
    "service_walk GET": _reads,
    "services_upload GET": _writes,
    "services_upload POST": _writes,
    "services_drafts GET": _writes,
    "services_drafts POST": _writes,
    "service_new GET": _writes,
    "service_new POST": _writes,
    "service_edit GET": _writes,
    "service_part GET": _writes,
    "service_part POST": _writes,
    "service_part_do POST": _writes,
    "service_publish POST": _writes,
    "service_guard GET": _writes,
    "service_guard POST": _writes,
    "service_migrate GET": _writes,
    "service_migrate POST": _writes,
    "work GET": _works,
    "work_xlsx GET": _works,
    "work_find POST": _works,
    "work_bulk POST": _works,
    "work_advance POST": _works,
    "work_hand_over POST": _works,
    "work_load GET": Rule("somewhere", _SEES, why="who supervises a unit sees its load"),
    "work_act GET": _works,
    "work_act POST": _works,
    "case GET": _case,
    "case_advance POST": _case,
    "case_do GET": _case,
    "case_do POST": _case,
    "case_paper GET": _case,
    "case_paper POST": _case,
    "case_reviews GET": Rule("somewhere", _SEES | HQ, why="who supervises answers for results"),
    "track GET": anyone,
    "track POST": anyone,
}
ACTIONS: Final[Mapping[str, Rule]] = {}
