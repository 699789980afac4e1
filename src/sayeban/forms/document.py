"""What a form asks, as it stands in one version: sections of questions. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from sayeban.facts.public import FactType, Tree

Kind = Literal[
    "bool",
    "int",
    "year",
    "number",
    "money",
    "date",
    "text",
    "code",
    "codes",
    "mobile",
    "national_id",
    "postal_code",
    "document",
]
KINDS: Final[Mapping[Kind, str]] = {
    "bool": "بله یا نه",
    "int": "عدد صحیح",
    "year": "سال",
    "number": "عدد اعشاری",
    "money": "مبلغ به ریال",
    "date": "تاریخ",
    "text": "متن",
    "code": "یک گزینه",
    "codes": "چند گزینه",
    "mobile": "شمارهٔ همراه",
    "national_id": "کد ملی",
    "postal_code": "کد پستی",
    "document": "تصویر سند",
}
WORDED: Final = frozenset({"text", "mobile", "national_id", "postal_code"})
"""Kinds whose answer is a text: a condition asks of them whether they are known, nothing else."""
YEARS: Final = (1250, 1499)
"""Of the Jalali calendar, from the year of the eldest birth."""
LONGEST_TEXT: Final = 1000
LONGEST_FACT: Final = 200
"""What a text in the catalogue of facts holds."""


def longest(kind: str, fact: str) -> int:
    """How many signs an answer has at most where the form says nothing."""
    return LONGEST_FACT if fact and kind == "text" else LONGEST_TEXT


Scalar = bool | int | float | str
Answer = Scalar | list[str] | None
"""The JSON of one answer: dates as text, codes as a list, None is «نمی‌دانم»."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer of a closed question."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class Question:
    """One question. `fact` is the fact that its answer becomes, "" where it stays in the form.

    `least` and `most` bound an amount or a day, `longest` a text. `visible_if` reads questions
    before it; None: it is always asked.
    """

    key: str
    kind: Kind
    label: str
    fact: str = ""
    help: str = ""
    pictogram: str = ""
    choices: tuple[Choice, ...] = ()
    required: bool = True
    sensitive: bool = False
    least: int | float | str | None = None
    most: int | float | str | None = None
    longest: int = LONGEST_TEXT
    visible_if: Tree | None = None

    @property
    def may_be_unknown(self) -> bool:
        """Whether «نمی‌دانم» answers it: a register or a visit can still settle a fact."""
        return bool(self.fact)

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(choice.code for choice in self.choices)

    @property
    def typed(self) -> FactType | None:
        """What a condition sees of its answer, None for what no condition reads."""
        if self.kind in ("codes", "document"):
            return None
        choices = tuple((each.code, each.label) for each in self.choices)
        if self.kind == "year":
            least, most = self.least or YEARS[0], self.most or YEARS[1]
            return FactType(self.key, "int", self.label, least=least, most=most, is_year=True)  # type: ignore[arg-type]  # limits of a year are int
        kind = "text" if self.kind in WORDED else self.kind
        return FactType(self.key, kind, self.label, choices=choices)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Section:
    """Questions under one title: one line of the task list."""

    key: str
    title: str
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class FormDocument:
    """Everything that one version asks."""

    code: str
    title: str
    sections: tuple[Section, ...]

    @property
    def questions(self) -> tuple[Question, ...]:
        """In the order in which they are asked."""
        return tuple(self._walk())

    def _walk(self) -> Iterator[Question]:
        for section in self.sections:
            yield from section.questions
