"""Guards of transitions: conditions over what is known of the person of a case."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final

from django.db import connection

from sayeban.cases.actions.choosing import Chosen, refuse
from sayeban.cases.refusals_case import GuardRefuses, GuardUnknown
from sayeban.facts.public import (
    FactType,
    Outcome,
    Reason,
    Tree,
    catalogue,
    compile_sql,
    evaluate,
    facts_of,
    missing,
    parse,
    row_of,
    sentences,
    source_of,
)
from sayeban.kit.canonical import canonical

_ASKED: Final = "SELECT id, outcome FROM ({guard}) AS guard WHERE id = ANY(%(persons)s)"


def refuse_guarded(guarded: Sequence[tuple[Chosen, Mapping[str, Any]]]) -> None:
    """Refuse step.guard where a guard says no, step.guard_unknown where it cannot say.

    Each guard is asked of all its persons at once; the words are those of the first case.
    """
    if not guarded:
        return
    facts = catalogue()
    trees = {canonical(guard): guard for _, guard in guarded}
    for text, guard in trees.items():
        steps = [step for step, its in guarded if canonical(its) == text]
        _refuse(parse(guard, facts), steps, facts)


def told(guard: Mapping[str, Any], person_id: int) -> tuple[bool | None, tuple[Reason, ...]]:
    """What a condition says of one person, with its reasons: for the page of his case alone."""
    tree = parse(guard, catalogue())
    row, outcome = _of_one(tree, person_id)
    return outcome.outcome, tuple(each for each in sentences(tree, outcome, row) if each.text)


def _refuse(tree: Tree, steps: Sequence[Chosen], facts: Mapping[str, FactType]) -> None:
    outcomes = _outcomes(tree, [step.person_id for step in steps], facts)
    no = [step for step in steps if outcomes.get(step.person_id) is False]
    if no:
        # Facts by name: their values are read on the page of the case, never in an error.
        refuse(GuardRefuses, no, facts=labels_of(facts_of(tree), facts))
    unknown = [step for step in steps if outcomes.get(step.person_id) is None]
    if unknown:
        row, outcome = _of_one(tree, unknown[0].person_id)
        refuse(GuardUnknown, unknown, facts=labels_of(missing(tree, outcome, row), facts))


def labels_of(keys: Collection[str], facts: Mapping[str, FactType]) -> str:
    """Facts by name, in one line."""
    return "، ".join(sorted(facts[key].label for key in keys))


def _outcomes(
    tree: Tree, persons: Collection[int], facts: Mapping[str, FactType]
) -> dict[int, bool | None]:
    compiled = compile_sql(tree, facts, source_of("person"))
    with connection.cursor() as cursor:
        cursor.execute(
            _ASKED.format(guard=compiled.sql), {**compiled.bind(), "persons": list(persons)}
        )
        return dict(cursor.fetchall())


def _of_one(tree: Tree, person_id: int) -> tuple[Mapping[str, Any], Outcome]:
    row = row_of(person_id)
    return row, evaluate(tree, row)
