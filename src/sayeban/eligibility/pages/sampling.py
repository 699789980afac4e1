"""Some persons or households of a sample as lines of a page, each with the way to its file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse

from sayeban.country.divisions import provinces
from sayeban.eligibility.reads.by_hand import persons_of
from sayeban.eligibility.reads.sampled import Sampled
from sayeban.people.public import file_numbers


@dataclass(frozen=True, slots=True)
class SampleLine:
    """One of the twenty. `number` is that of the file, "" where it has none; `href` leads to the
    file of the person, or of one who lives in the household; "" where nobody does."""

    number: str
    href: str
    province: str
    kind: str
    reasons: tuple[str, ...]


def sample_lines(
    found: Sequence[Sampled], subject: str, kinds: Mapping[str, str]
) -> tuple[SampleLine, ...]:
    """`kinds` are words for the kinds of the sample. The caller records the look."""
    ids = {each.subject_id for each in found}
    files = {each: each for each in ids} if subject == "person" else persons_of(ids)
    numbers = file_numbers(set(files.values()))
    names = {each.code: each.name for each in provinces()}
    return tuple(
        SampleLine(
            numbers.get(files.get(each.subject_id, 0), ""),
            _href(files.get(each.subject_id)),
            names.get(each.province, each.province),
            kinds[each.kind],
            each.reasons,
        )
        for each in found
    )


def _href(person: int | None) -> str:
    return reverse("person", args=[person]) if person else ""
