"""Which documents a service asks of somebody: by what is known of him and what his form answers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sayeban.cases.definition import DocumentAsked
from sayeban.cases.models import Case
from sayeban.facts.public import ConditionInvalid, FactType, Row, catalogue, evaluate, parse, row_of
from sayeban.forms.public import SubmissionFile, answer_row, submission, with_answers


@dataclass(frozen=True, slots=True)
class PaperAsked:
    """A document that is asked. `sure`: it is known that he needs it; who is not known is asked."""

    code: str
    title: str
    required: bool
    sure: bool


def papers_asked(
    documents: Iterable[DocumentAsked], person_id: int, form: SubmissionFile | None
) -> tuple[PaperAsked, ...]:
    """The documents that are asked of a person whose form of this request is `form`, also a draft.

    Within the scope of the running look or command. Unknown is not no: such a document is asked.
    """
    listed = tuple(documents)
    if all(each.when is None for each in listed):
        return tuple(PaperAsked(each.code, each.title, each.required, sure=True) for each in listed)
    row = row_of(person_id)
    if form is not None:
        row = answer_row(form.version.form, form.given, row)
    facts = with_answers(catalogue(), form.version.form if form else None)
    judged = [(each, _holds(each.when, row, facts)) for each in listed]
    return tuple(
        PaperAsked(each.code, each.title, each.required, sure=holds is True)
        for each, holds in judged
        if holds is not False
    )


def papers_of_case(case: Case) -> tuple[PaperAsked, ...]:
    """The same of a case, by its version and its form."""
    documents = map(DocumentAsked.model_validate, case.version.document["documents"])
    return papers_asked(documents, case.person_id, form_of(case.submission))


def unsure_papers(case_id: int) -> frozenset[str]:
    """Codes of the documents of a case of which it is not known whether he needs them."""
    case = Case.objects.select_related("version").get(pk=case_id)
    return frozenset(each.code for each in papers_of_case(case) if not each.sure)


def form_of(key: UUID | None) -> SubmissionFile | None:
    """The form that goes along with a request."""
    return submission(key) if key else None


def _holds(when: Mapping[str, Any] | None, row: Row, facts: Mapping[str, FactType]) -> bool | None:
    if when is None:
        return True
    try:
        return evaluate(parse(when, facts), row).outcome
    except ConditionInvalid:
        # It names an answer of a form that was not filled, or that no longer asks this.
        return None
