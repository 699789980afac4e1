"""The only door of `cases` for packages above."""

from sayeban.cases.actions.advance import advance
from sayeban.cases.actions.check_request import FRESH, check_request
from sayeban.cases.actions.end_case import reopen, withdraw
from sayeban.cases.actions.evening import LateRun, measure, tell_late
from sayeban.cases.actions.hand_over import hand_over
from sayeban.cases.actions.keep_calendar import Redated, redate, write_calendar
from sayeban.cases.actions.keep_expert import name_expert, release_expert
from sayeban.cases.actions.mark_document import mark_document
from sayeban.cases.actions.migrate_cases import Migrating, migrate_cases, migration_preview
from sayeban.cases.actions.open_case import Opened, open_case
from sayeban.cases.actions.publish_service import import_services, publish_service
from sayeban.cases.actions.retire_service import retire_service
from sayeban.cases.actions.simulate import Simulated, simulate, simulate_for
from sayeban.cases.actions.stop_clock import pause, resume
from sayeban.cases.actions.track_counted import track_counted
from sayeban.cases.actions.write_note import answer_question, ask_expert, write_note
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
from sayeban.cases.reads.questions import Question, answered_for, questions_for
from sayeban.cases.reads.track import Tracked, TrackedStep, cases_of, track
from sayeban.cases.reads.worklist import COUNTED, Filters, WorkPage, WorkRow, work_waiting, worklist
from sayeban.cases.refusals import ServiceInvalid, ServiceUnknown
from sayeban.cases.refusals_case import CaseTwice, CaseUnknown, TrackingOften
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
    "COUNTED",
    "DOCUMENT_STATES",
    "EVENTS",
    "FRESH",
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
    "LateRun",
    "Migrating",
    "NoteRow",
    "Opened",
    "Outcome",
    "Problem",
    "Promise",
    "Question",
    "Redated",
    "ServiceDocument",
    "ServiceFile",
    "ServiceInvalid",
    "ServiceRow",
    "ServiceUnknown",
    "Sheet",
    "Simulated",
    "StepDefined",
    "StepRow",
    "Tracked",
    "TrackedStep",
    "TrackingOften",
    "TransitionDefined",
    "VersionRow",
    "WorkPage",
    "WorkRow",
    "advance",
    "answer_question",
    "answered_for",
    "ask_expert",
    "case_file",
    "cases_of",
    "catalogue_documents",
    "check_request",
    "check_service",
    "hand_over",
    "import_services",
    "mark_document",
    "may_advance",
    "measure",
    "migrate_cases",
    "migration_preview",
    "name_expert",
    "open_case",
    "pause",
    "promise",
    "publish_service",
    "questions_for",
    "read_service",
    "redate",
    "release_expert",
    "reopen",
    "resume",
    "retire_service",
    "seed_case_texts",
    "service",
    "services",
    "simulate",
    "simulate_for",
    "tell_late",
    "track",
    "track_counted",
    "tracking_number",
    "usual_days",
    "usual_path",
    "withdraw",
    "work_waiting",
    "working_day",
    "worklist",
    "write_calendar",
    "write_note",
    "write_service",
]
