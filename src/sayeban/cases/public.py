"""The only door of `cases` for packages above."""

from sayeban.cases.actions.advance import advance
from sayeban.cases.actions.attach_document import attach_document
from sayeban.cases.actions.check_request import FRESH, check_request
from sayeban.cases.actions.client_turn import begin_own_form, submit_own_form
from sayeban.cases.actions.end_case import reopen, withdraw
from sayeban.cases.actions.evening import measure, tell_late
from sayeban.cases.actions.evening_questions import tell_questions
from sayeban.cases.actions.keep_calendar import redate, write_calendar
from sayeban.cases.actions.keep_expert import name_expert
from sayeban.cases.actions.mark_document import mark_document
from sayeban.cases.actions.open_case import Along, Opened, open_case
from sayeban.cases.actions.open_proved import open_proved
from sayeban.cases.actions.own_papers import hand_in, take_paper_back
from sayeban.cases.actions.publish_service import import_services, publish_service
from sayeban.cases.actions.review import ask_own_review, keep_result
from sayeban.cases.actions.simulate import simulate
from sayeban.cases.actions.stop_clock import pause, resume
from sayeban.cases.actions.take_back import take_back
from sayeban.cases.actions.track_counted import track_counted
from sayeban.cases.actions.write_note import answer_question, ask_expert, write_note
from sayeban.cases.actions.write_service import write_service
from sayeban.cases.definition import read as read_service
from sayeban.cases.reads.asked_papers import PaperAsked, papers_asked
from sayeban.cases.reads.case_file import case_file
from sayeban.cases.reads.catalogue import catalogue_documents, check_service, service, services
from sayeban.cases.reads.compared import compared
from sayeban.cases.reads.needs import need_counts
from sayeban.cases.reads.own_papers import OwnPaper, own_papers
from sayeban.cases.reads.promises import promise
from sayeban.cases.reads.questions import answered_for, questions_for
from sayeban.cases.reads.reviews import COUNTED as REVIEWS_COUNTED
from sayeban.cases.reads.reviews import OwnReview, may_ask, own_reviews, reviews_to_answer
from sayeban.cases.reads.second import drafts_to_publish
from sayeban.cases.reads.titles import titles_by_id
from sayeban.cases.reads.track import (
    Tracked,
    cases_of,
    hidden_from_guardians,
    track,
    whose_and_what,
)
from sayeban.cases.reads.turn import ClientTurn, StepReason, reasons_of, turn_of
from sayeban.cases.reads.worklist import COUNTED, papers_handed, work_waiting
from sayeban.cases.refusals import ServiceUnknown
from sayeban.cases.refusals_case import (
    CaseTwice,
    CaseUnknown,
    NotProved,
    NotYourTurn,
    TrackingOften,
)
from sayeban.cases.rules import (
    DOCUMENT_STATES,
    LACKING,
    RESULTS,
    REVIEW_DAYS,
    STAFF,
    VERSION_STATES,
    WORK_KINDS,
)
from sayeban.cases.texts import seed_case_texts
from sayeban.cases.tracked import InWords, beside, in_words, promise_said
from sayeban.cases.tracking import tracking_number
from sayeban.cases.words import LEVELS as LEVEL_LABELS
from sayeban.cases.workbook.reading import Catalogue, Fault, read_catalogue
from sayeban.cases.workbook.writing import write_catalogue

__all__ = [
    "COUNTED",
    "DOCUMENT_STATES",
    "FRESH",
    "LACKING",
    "LEVEL_LABELS",
    "RESULTS",
    "REVIEWS_COUNTED",
    "REVIEW_DAYS",
    "STAFF",
    "VERSION_STATES",
    "WORK_KINDS",
    "Along",
    "CaseTwice",
    "CaseUnknown",
    "Catalogue",
    "ClientTurn",
    "Fault",
    "InWords",
    "NotProved",
    "NotYourTurn",
    "Opened",
    "OwnPaper",
    "OwnReview",
    "PaperAsked",
    "ServiceUnknown",
    "StepReason",
    "Tracked",
    "TrackingOften",
    "advance",
    "answer_question",
    "answered_for",
    "ask_expert",
    "ask_own_review",
    "attach_document",
    "begin_own_form",
    "beside",
    "case_file",
    "cases_of",
    "catalogue_documents",
    "check_request",
    "check_service",
    "compared",
    "drafts_to_publish",
    "hand_in",
    "hidden_from_guardians",
    "import_services",
    "in_words",
    "keep_result",
    "mark_document",
    "may_ask",
    "measure",
    "name_expert",
    "need_counts",
    "open_case",
    "open_proved",
    "own_papers",
    "own_reviews",
    "papers_asked",
    "papers_handed",
    "pause",
    "promise",
    "promise_said",
    "publish_service",
    "questions_for",
    "read_catalogue",
    "read_service",
    "reasons_of",
    "redate",
    "reopen",
    "resume",
    "reviews_to_answer",
    "seed_case_texts",
    "service",
    "services",
    "simulate",
    "submit_own_form",
    "take_back",
    "take_paper_back",
    "tell_late",
    "tell_questions",
    "titles_by_id",
    "track",
    "track_counted",
    "tracking_number",
    "turn_of",
    "whose_and_what",
    "withdraw",
    "work_waiting",
    "write_calendar",
    "write_catalogue",
    "write_note",
    "write_service",
]
