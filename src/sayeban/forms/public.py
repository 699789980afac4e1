"""The only door of `forms` for packages above."""

from sayeban.forms.actions.drafting import change_draft, import_form, open_draft
from sayeban.forms.actions.filling import answer, start, submit
from sayeban.forms.actions.own import answer_own, attach_own, start_own, submit_own
from sayeban.forms.actions.publish_form import publish_form
from sayeban.forms.actions.receive import Filled, Received, receive
from sayeban.forms.answering import open_questions
from sayeban.forms.document import Answer, FormDocument, Question, Section
from sayeban.forms.homes import come_back_to
from sayeban.forms.reads.bank import Needed, questions_about
from sayeban.forms.reads.lacking import Lacking, lacking_of
from sayeban.forms.reads.submissions import (
    Answered,
    SubmissionFile,
    submission,
    submissions_of,
)
from sayeban.forms.reads.versions import FormVersion, current_versions, published, version_of
from sayeban.forms.refusals import FormUnknown, SubmissionIncomplete
from sayeban.forms.schema import json_schema, validator
from sayeban.forms.wording import ToldAnswer, ToldForm, told_form

__all__ = [
    "Answer",
    "Answered",
    "Filled",
    "FormDocument",
    "FormUnknown",
    "FormVersion",
    "Lacking",
    "Needed",
    "Question",
    "Received",
    "Section",
    "SubmissionFile",
    "SubmissionIncomplete",
    "ToldAnswer",
    "ToldForm",
    "answer",
    "answer_own",
    "attach_own",
    "change_draft",
    "come_back_to",
    "current_versions",
    "import_form",
    "json_schema",
    "lacking_of",
    "open_draft",
    "open_questions",
    "publish_form",
    "published",
    "questions_about",
    "receive",
    "start",
    "start_own",
    "submission",
    "submissions_of",
    "submit",
    "submit_own",
    "told_form",
    "validator",
    "version_of",
]
