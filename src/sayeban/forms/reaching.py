"""Which questions nobody can ever be asked. Pure."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Any, Final

from sayeban.facts.public import Tree, Value, leaves
from sayeban.forms.answering import as_value, is_asked
from sayeban.forms.document import FormDocument, Question
from sayeban.forms.parsing import reads
from sayeban.forms.refusals import Problem
from sayeban.forms.values import BOUNDED, span

_NEVER: Final = "هرگز پرسیده نمی‌شود: شرط نمایش آن با هیچ پاسخی درست نمی‌شود."
_MOST_STEPS: Final = 20_000
"""A search that long says nothing: the question then counts as one that is asked."""
_STEPS: Final = {
    **{"int": 1, "year": 1, "money": 1},
    **{"number": Decimal("0.000001"), "date": timedelta(days=1)},
}


def unreachable(form: FormDocument) -> tuple[Problem, ...]:
    """The questions that no answers make visible."""
    trees = [each.visible_if for each in form.questions if each.visible_if]
    return tuple(
        Problem(each.key, _NEVER)
        for each in form.questions
        if each.visible_if and not _Search(form, each, trees).finds()
    )


class _Search:
    """Answers to the questions that one depends on, tried until it is visible."""

    def __init__(self, form: FormDocument, target: Question, trees: Sequence[Tree]) -> None:
        self.target, self.trees = target, trees
        self.path = _before(form, target)
        self.steps = 0

    def finds(self) -> bool:
        return self._from(0, {})

    def _from(self, at: int, row: dict[str, Value | None]) -> bool:
        self.steps += 1
        if self.steps > _MOST_STEPS:
            return True
        if at == len(self.path):
            return is_asked(self.target, row)
        question = self.path[at]
        if not is_asked(question, row):
            return self._from(at + 1, row)
        return any(
            self._from(at + 1, row | {question.key: value})
            for value in _tried(question, self.trees)
        )


def _before(form: FormDocument, target: Question) -> list[Question]:
    """The questions that it depends on, also those behind another, in their order."""
    needed = set(reads(target))
    for question in reversed(form.questions):
        if question.key in needed:
            needed |= reads(question)
    return [each for each in form.questions if each.key in needed]


def _tried(question: Question, trees: Sequence[Tree]) -> list[Value | None]:
    """Values on both sides of everything that its answer is compared with."""
    given = [value for tree in trees for value in _compared(question, tree)]
    if question.kind == "bool":
        tried: list[Any] = [True, False]
    elif question.kind == "code":
        tried = list(question.codes)
    elif question.kind in BOUNDED:
        tried = _around(question, given)
    else:
        tried = ["1"]
    return [*tried, None] if question.may_be_unknown or not question.required else tried


def _compared(question: Question, tree: Tree) -> Iterator[Value]:
    for leaf in leaves(tree):
        if leaf.fact.key == question.key and isinstance(leaf.rhs, tuple):
            yield from leaf.rhs


def _around(question: Question, given: Sequence[Any]) -> list[Any]:
    """Each value with its neighbours, and both ends, as far as the question takes them."""
    step: Any = _STEPS[question.kind]
    least, most = (as_value(question, each) for each in span(question))
    near: list[Any] = [each + n * step for each in given for n in (-1, 0, 1)]
    return sorted({each for each in (*near, least, most) if least <= each <= most})
