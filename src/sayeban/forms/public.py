"""The only door of `forms` for packages above."""

from sayeban.forms.actions.answers import go_along
from sayeban.forms.actions.drafting import change_draft, import_form
from sayeban.forms.actions.filling import answer, start, submit
from sayeban.forms.actions.own import answer_own, attach_own, start_own, submit_own
from sayeban.forms.actions.publish_form import publish_form
from sayeban.forms.actions.receive import Filled, receive
from sayeban.forms.answering import open_questions
from sayeban.forms.document import Answer, Question
from sayeban.forms.homes import come_back_to
from sayeban.forms.limits import asked_on
from sayeban.forms.reads.submissions import SubmissionFile, submission, submissions_of
from sayeban.forms.reads.versions import FormVersion, published, published_titles
from sayeban.forms.schema import json_schema, validator
from sayeban.forms.seen import answer_row, with_answers
from sayeban.forms.wording import ToldForm, told_form

__all__ = [
    "Answer",
    "Filled",
    "FormVersion",
    "Question",
    "SubmissionFile",
    "ToldForm",
    "answer",
    "answer_own",
    "answer_row",
    "asked_on",
    "attach_own",
    "change_draft",
    "come_back_to",
    "go_along",
    "import_form",
    "json_schema",
    "open_questions",
    "publish_form",
    "published",
    "published_titles",
    "receive",
    "start",
    "start_own",
    "submission",
    "submissions_of",
    "submit",
    "submit_own",
    "told_form",
    "validator",
    "with_answers",
]
