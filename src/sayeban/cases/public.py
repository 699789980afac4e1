"""The only door of `cases` for packages above."""

from sayeban.cases.actions.advance import advance
from sayeban.cases.actions.attach_document import attach_document
from sayeban.cases.actions.client_turn import begin_own_form, submit_own_form
from sayeban.cases.actions.end_case import reopen, withdraw
from sayeban.cases.actions.evening import LateRun, measure, tell_late
from sayeban.cases.actions.evening_questions import tell_questions
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
from sayeban.cases.reads.needs import NeedCount, need_counts
from sayeban.cases.reads.promises import Promise, promise, working_day
from sayeban.cases.reads.questions import Question, questions_for
from sayeban.cases.reads.track import (
    TRACKING_TRIES,
    Tracked,
    TrackedStep,
    cases_of,
    track,
    whose_and_what,
)
from sayeban.cases.reads.turn import ClientTurn, turn_of
from sayeban.cases.reads.worklist import Filters, WorkPage, WorkRow, worklist
from sayeban.cases.refusals import ServiceInvalid, ServiceUnknown
from sayeban.cases.refusals_case import CaseTwice, CaseUnknown, NotYourTurn
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
    WORK_KINDS,
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
    "TRACKING_TRIES",
    "VERSION_STATES",
    "WORK_KINDS",
    "CaseFile",
    "CaseTwice",
    "CaseUnknown",
    "ClientTurn",
    "DocumentAsked",
    "DocumentRow",
    "EventRow",
    "Filters",
    "LateRun",
    "Migrating",
    "NeedCount",
    "NotYourTurn",
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
    "TransitionDefined",
    "VersionRow",
    "WorkPage",
    "WorkRow",
    "advance",
    "answer_question",
    "ask_expert",
    "attach_document",
    "begin_own_form",
    "case_file",
    "cases_of",
    "catalogue_documents",
    "check_service",
    "hand_over",
    "import_services",
    "mark_document",
    "may_advance",
    "measure",
    "migrate_cases",
    "migration_preview",
    "name_expert",
    "need_counts",
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
    "submit_own_form",
    "tell_late",
    "tell_questions",
    "track",
    "tracking_number",
    "turn_of",
    "usual_days",
    "usual_path",
    "whose_and_what",
    "withdraw",
    "working_day",
    "worklist",
    "write_calendar",
    "write_note",
    "write_service",
]
