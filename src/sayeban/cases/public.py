"""The only door of `cases` for packages above."""

from sayeban.cases.actions.advance import advance
from sayeban.cases.actions.keep_calendar import keep_calendar, write_calendar
from sayeban.cases.actions.open_case import Opened, open_case
from sayeban.cases.actions.publish_service import import_services, publish_service
from sayeban.cases.actions.write_service import write_service
from sayeban.cases.definition import (
    DocumentAsked,
    ServiceDocument,
    Sheet,
    StepDefined,
    TransitionDefined,
)
from sayeban.cases.definition import read as read_service
from sayeban.cases.judging import Problem, usual_days, usual_path
from sayeban.cases.reads.case_file import (
    CaseFile,
    DocumentRow,
    EventRow,
    NoteRow,
    Outcome,
    StepRow,
    case_file,
    may_advance,
)
from sayeban.cases.reads.catalogue import (
    ServiceFile,
    ServiceRow,
    VersionRow,
    catalogue_documents,
    check_service,
    service,
    services,
)
from sayeban.cases.reads.promises import Promise, promise, working_day
from sayeban.cases.reads.track import Tracked, TrackedStep, cases_of, track
from sayeban.cases.reads.worklist import Filters, WorkPage, WorkRow, worklist
from sayeban.cases.refusals import ServiceInvalid, ServiceUnknown
from sayeban.cases.refusals_case import CaseTwice, CaseUnknown
from sayeban.cases.rules import (
    CHANNELS,
    CLOCKS,
    DOCUMENT_STATES,
    EVENTS,
    LATE,
    OPENERS,
    RESULTS,
    STAFF,
    STATES,
    SUPERVISORS,
    TELLS,
    VERSION_STATES,
)
from sayeban.cases.texts import seed_case_texts
from sayeban.cases.tracking import tracking_number

__all__ = [
    "CHANNELS",
    "CLOCKS",
    "DOCUMENT_STATES",
    "EVENTS",
    "LATE",
    "OPENERS",
    "RESULTS",
    "STAFF",
    "STATES",
    "SUPERVISORS",
    "TELLS",
    "VERSION_STATES",
    "CaseFile",
    "CaseTwice",
    "CaseUnknown",
    "DocumentAsked",
    "DocumentRow",
    "EventRow",
    "Filters",
    "NoteRow",
    "Opened",
    "Outcome",
    "Problem",
    "Promise",
    "ServiceDocument",
    "ServiceFile",
    "ServiceInvalid",
    "ServiceRow",
    "ServiceUnknown",
    "Sheet",
    "StepDefined",
    "StepRow",
    "Tracked",
    "TrackedStep",
    "TransitionDefined",
    "VersionRow",
    "WorkPage",
    "WorkRow",
    "advance",
    "case_file",
    "cases_of",
    "catalogue_documents",
    "check_service",
    "import_services",
    "keep_calendar",
    "may_advance",
    "open_case",
    "promise",
    "publish_service",
    "read_service",
    "seed_case_texts",
    "service",
    "services",
    "track",
    "tracking_number",
    "usual_days",
    "usual_path",
    "working_day",
    "worklist",
    "write_calendar",
    "write_service",
]
