"""What a submitted form says of facts."""

from datetime import date, datetime

from sayeban.facts.public import NewValue, put_values
from sayeban.forms.answering import Answers, as_value
from sayeban.forms.document import FormDocument, Question
from sayeban.forms.reads.prefill import writable
from sayeban.people.public import person_file
from sayeban.runtime.actor import Actor


def write_facts(
    form: FormDocument, answers: Answers, person_id: int, actor: Actor, at: datetime, today: date
) -> None:
    """Declare what was answered, about the person or his household.

    «نمی‌دانم» says nothing. A fact that is no longer kept, and one of a household where he has
    none, stays in the submission alone.
    """
    kept = writable()
    household = person_file(person_id).household_id
    put_values(
        actor=actor,
        at=at,
        values=[
            NewValue(subject, number, each.fact, value, "declared", today)
            for each in form.questions
            if each.fact in kept and (value := _value(each, answers)) is not None
            for subject in (kept[each.fact].type.subject,)
            if (number := person_id if subject == "person" else household)
        ],
    )


def _value(question: Question, answers: Answers) -> bool | int | str | None:
    return as_value(question, answers.get(question.key))  # type: ignore[return-value]
