"""What the services that a person may still get do not know of him: that is asked, and no more."""

from dataclasses import dataclass
from datetime import date

from sayeban.eligibility.public import undecided
from sayeban.forms.document import Question
from sayeban.forms.reads.bank import questions_about
from sayeban.forms.reads.prefill import writable
from sayeban.forms.reads.versions import current_versions


@dataclass(frozen=True, slots=True)
class Lacking:
    """`rules` are still open about him; `questions` would settle what they lack, each once.

    `unasked` are facts, in words, that no form asks for: a register or a visit settles them.
    `by_form` is how many of the questions each published form asks.
    """

    rules: tuple[str, ...]
    questions: tuple[Question, ...]
    unasked: tuple[str, ...]
    by_form: dict[str, int]


def lacking_of(person_id: int, day: date) -> Lacking:
    """The union of the facts that open rules lack, in the scope of the look that it runs in.

    Whatever is known already, from whichever register or form, is not among it.
    """
    still = undecided(person_id, day)
    needed = questions_about(each.missing for each in still)
    labels = {key: each.label for key, each in writable().items()}
    wanted = {each.fact for each in needed.questions}
    asked = {
        each.code: len(wanted & {question.fact for question in each.form.questions})
        for each in current_versions()
        if each.state == "published"
    }
    return Lacking(
        tuple(each.title for each in still),
        needed.questions,
        tuple(labels.get(each, each) for each in needed.unasked),
        {code: count for code, count in asked.items() if count},
    )
