"""The boxes of one rule of priority: points of each condition, and one more condition."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django import forms
from django.http import QueryDict

from sayeban.country import jalali, text
from sayeban.design.forms import TextField, offer
from sayeban.facts.public import ConditionInvalid, FactType, parse
from sayeban.support.reads.priorities import Condition

_OPS: Final = {
    "=": "باشد",
    "!=": "نباشد",
    ">": "بیشتر از، یا پس از",
    ">=": "همین یا بیشتر، یا همین روز و پس از آن",
    "<": "کمتر از، یا پیش از",
    "<=": "همین یا کمتر، یا همین روز و پیش از آن",
}
_YES: Final = {"بله": True, "نه": False, "خیر": False}
_WRONG: Final = {"invalid": "عدد بنویسید.", "min_value": "عدد ۱ تا ۱۰۰۰ بنویسید."}
_NEW: Final = ("fact", "op", "value", "label", "points")
MOST_TERMS: Final = 20


class PriorityForm(forms.Form):
    """`terms` of a valid one are the kept ones with their points, and the new one."""

    per_month = forms.IntegerField(
        label="امتیاز هر ماه انتظار", min_value=0, max_value=100, error_messages=_WRONG
    )
    fact = forms.ChoiceField(label="کدام داده؟", required=False)
    op = forms.ChoiceField(label="مقایسه", required=False, choices=list(_OPS.items()))
    value = TextField(
        label="مقدار",
        max_length=100,
        required=False,
        help_text="عدد، بله یا نه، یکی از گزینه‌های آن داده، یا روز مانند ۱۴۰۵/۰۹/۰۳.",
    )
    label = TextField(
        label="عنوان این شرط در فهرست انتظار",
        max_length=100,
        required=False,
        help_text="همان که به مردم گفته می‌شود، مانند «سرپرست خانوار زن».",
    )
    points = forms.IntegerField(
        label="امتیاز", required=False, min_value=1, max_value=1000, error_messages=_WRONG
    )

    def __init__(
        self,
        data: QueryDict | None,
        *,
        facts: Mapping[str, FactType],
        kept: Sequence[dict[str, Any]],
        words: Sequence[Condition],
        per_month: int,
    ) -> None:
        super().__init__(data, initial={"per_month": per_month})
        self.facts, self.kept = facts, kept
        self.terms: list[dict[str, Any]] = []
        named = sorted(facts.values(), key=lambda each: text.sort_key(each.label))
        offer(self.fields["fact"], [("", "شرط تازه نمی‌افزایم"), *((f.key, f.label) for f in named)])
        for number, term in enumerate(words):
            self.fields[f"points_{number}"] = forms.IntegerField(
                label=f"امتیاز «{term.label}»",
                help_text=f"{term.words}. برای برداشتن این شرط خالی بگذارید.",
                initial=term.points,
                required=False,
                min_value=1,
                max_value=1000,
                error_messages=_WRONG,
            )
        self.order_fields(["per_month", *(f"points_{n}" for n in range(len(words))), *_NEW])

    def clean(self) -> dict[str, Any]:
        """The terms of valid boxes; what is no condition is said at its box."""
        typed = super().clean() or {}
        self.terms = [
            term | {"points": typed[f"points_{number}"]}
            for number, term in enumerate(self.kept)
            if typed.get(f"points_{number}")
        ]
        if typed.get("fact"):
            self._add(typed)
        if len(self.terms) > MOST_TERMS:
            self.add_error("fact", f"یک قاعده بیش از {MOST_TERMS} شرط ندارد.")
        return typed

    def _add(self, typed: Mapping[str, Any]) -> None:
        fact = self.facts[typed["fact"]]
        value = read_right(fact, typed.get("value", ""))
        for name, sentence in (
            ("value", _asked(fact) if value is None else ""),
            ("label", "" if typed.get("label") else "عنوان شرط را بنویسید."),
            ("points", "" if typed.get("points") else "امتیاز را بنویسید."),
        ):
            if sentence:
                self.add_error(name, sentence)
        if self.errors:
            return
        tree = {"id": "a", "fact": fact.key, "op": typed["op"], "value": value}
        try:
            parse(tree, self.facts, bounded=True)
        except ConditionInvalid as invalid:
            self.add_error("op", invalid.message)
            return
        self.terms.append({"points": typed["points"], "label": typed["label"], "tree": tree})


def read_right(fact: FactType, typed: str) -> Any:  # noqa: ANN401 - the JSON of a value
    """What was typed as a value of the fact; None where it is none."""
    plain = text.ascii_digits(typed).replace("٬", "").replace(",", "")
    match fact.type:
        case "bool":
            return _YES.get(typed)
        case "code":
            named = {text.match_key(label): code for code, label in fact.choices}
            return named.get(text.match_key(typed), typed if typed in dict(fact.choices) else None)
        case "date":
            day = jalali.parse(typed)
            return day.isoformat() if day else None
        case "text":
            return typed or None
        case _:
            return int(plain) if plain.isascii() and plain.isdecimal() else None


def _asked(fact: FactType) -> str:
    match fact.type:
        case "bool":
            return "«بله» یا «نه» بنویسید."
        case "code":
            return "یکی از این‌ها را بنویسید: " + "، ".join(label for _, label in fact.choices)
        case "date":
            return "روز را مانند ۱۴۰۵/۰۹/۰۳ بنویسید."
        case _:
            return "مقدار را با رقم بنویسید."
