"""The boxes of one condition of a way or of a document: fact, comparison, value, sentences."""

from collections.abc import Mapping
from typing import Any, Final

from django import forms

from sayeban.design.forms import TextField, offer
from sayeban.eligibility.public import phrases, read_values, value_field
from sayeban.facts.public import FactType, Leaf, catalogued, parse
from sayeban.kit.refusals import Refusal

_ALIKE: Final = {"=": "برابر باشد با", "!=": "برابر نباشد با"}
_ORDER: Final = {
    "<": "کمتر یا پیش‌تر باشد از",
    "<=": "کمتر یا پیش‌تر باشد از، یا برابر با",
    ">": "بیشتر یا پس‌تر باشد از",
    ">=": "بیشتر یا پس‌تر باشد از، یا برابر با",
}
_SEVERAL: Final = {"=": "in", "!=": "not_in"}
TEXTS: Final = {
    "yes": "جمله، اگر برقرار باشد",
    "no": "جمله، اگر برقرار نباشد",
    "ask": "جمله، اگر معلوم نباشد",
}


class FactForm(forms.Form):
    """Which fact a new condition is about; `at` is the group that it comes into."""

    fact = forms.ChoiceField(label="شرط تازه دربارهٔ چه باشد؟")
    at = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, facts: Mapping[str, FactType], at: str) -> None:
        super().__init__(initial={"at": at})
        gone = {key for key, each in catalogued().items() if each.retired}
        standing = {key: each.label for key, each in facts.items() if key not in gone}
        labels = sorted(standing.items(), key=lambda pair: pair[1])
        offer(self.fields["fact"], [("", "برگزینید"), *labels])


class GuardForm(forms.Form):
    """One condition on a fact. A valid one has `leaf`, without its name."""

    do = forms.CharField(widget=forms.HiddenInput, initial="add")
    fact = forms.CharField(widget=forms.HiddenInput)
    at = forms.CharField(widget=forms.HiddenInput, required=False, empty_value="r")
    op = forms.ChoiceField(label="مقایسه", error_messages={"required": "مقایسه را برگزینید."})
    yes = TextField(
        label=TEXTS["yes"],
        required=False,
        help_text="جمله‌ها را خالی بگذارید تا سامانه بنویسد.",
    )
    no = TextField(label=TEXTS["no"], required=False)
    ask = TextField(label=TEXTS["ask"], required=False)

    def __init__(
        self,
        fact: FactType,
        facts: Mapping[str, FactType],
        at: str,
        data: Any = None,  # noqa: ANN401 - a QueryDict or nothing
    ) -> None:
        super().__init__(data, initial={"fact": fact.key, "at": at})
        self.typed, self.facts = fact, facts
        self.leaf: dict[str, Any] = {}
        self.fields["value"] = value_field(fact)
        self.fields["value"].required = True
        self.fields["value"].error_messages["required"] = "مقدار را بنویسید یا برگزینید."
        self.order_fields(["do", "fact", "at", "op", "value", *TEXTS])
        ordered = fact.type in ("int", "number", "money", "date")
        offer(self.fields["op"], [*_ALIKE.items(), *(_ORDER.items() if ordered else ())])

    def clean(self) -> dict[str, Any]:
        """The leaf of valid boxes; what is no condition is said at its box."""
        typed = super().clean() or {}
        if self.errors:
            return typed
        try:
            values = read_values(self.typed, typed["value"])
        except forms.ValidationError as wrong:
            self.add_error("value", wrong)
            return typed
        if len(values) > 1 and typed["op"] not in _SEVERAL:
            self.add_error("value", "این مقایسه تنها یک مقدار می‌گیرد.")
            return typed
        self._make(typed, values)
        return typed

    def _make(self, typed: Mapping[str, Any], values: list[Any]) -> None:
        several = len(values) > 1
        bare = {
            "fact": self.typed.key,
            "op": _SEVERAL[typed["op"]] if several else typed["op"],
            "value": values if several else values[0],
        }
        try:
            parsed = parse({"id": "x", **bare}, self.facts, bounded=True)
        except Refusal as refusal:
            self.add_error(None, refusal.message)
            return
        assert isinstance(parsed, Leaf)
        said = phrases(parsed)
        self.leaf = bare | {name: typed[name] or said[name] for name in TEXTS}
