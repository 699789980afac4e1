"""What any source says now of several persons."""

from collections.abc import Collection

from sayeban.facts.models import Value


def said_of_persons(facts: Collection[str], persons: Collection[int]) -> set[tuple[int, str, str]]:
    """(person, fact, value as text) of every standing value, however old and of any origin.

    For who would rather be too careful than wrong; what counts is told by `counting`.
    """
    found = Value.objects.filter(
        subject_kind="person", subject_id__in=persons, fact__in=facts, superseded_at=None
    )
    rows = found.values_list("subject_id", "fact", "value")
    return {(person, fact, str(value)) for person, fact, value in rows if value is not None}
