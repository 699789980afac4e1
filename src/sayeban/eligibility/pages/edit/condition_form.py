"""The boxes of one condition: a comparison that fits its fact, and what a citizen reads of it."""

from collections.abc import Iterator, Mapping
from typing import Any, Final, cast

from django import forms
from django.http import QueryDict

from sayeban.design.forms import TextField, offer
from sayeban.eligibility.editing import Node, Word, group
from sayeban.eligibility.pages.edit.base import SeenForm
from sayeban.eligibility.phrasing import phrases
from sayeban.eligibility.right_side import read_values, shown_values, value_field
from sayeban.facts.public import ConditionFutile, FactType, Leaf, ParamType, comparable, parse
from sayeban.kit.refusals import Refusal

_ALIKE: Final = {"=": "برابر باشد با", "!=": "برابر نباشد با"}
_ORDER: Final = {
    "<": "کمتر باشد از",
    "<=": "کمتر باشد از، یا برابر با",
    ">": "بیشتر باشد از",
    ">=": "بیشتر باشد از، یا برابر با",
}
_DAYS: Final = {
    "<": "پیش باشد از",
    "<=": "پیش باشد از، یا همان روزِ",
    ">": "پس باشد از",
    ">=": "پس باشد از، یا همان روزِ",
}
_COUNTS: Final = ("int", "number")
_ONE: Final = {"in": "=", "not_in": "!="}
"""The editor counts the values: several make a list of them."""
_SEVERAL: Final = {one: several for several, one in _ONE.items()}
_WRAPS: Final = {
    "": "کنار شرط‌های همین گروه",
    "all": "در گروهی تازه که همهٔ شرط‌هایش لازم است",
    "any": "در گروهی تازه که یکی از شرط‌هایش بس است",
    "at_least": "در گروهی تازه که شماری از شرط‌هایش لازم است",
    "not": "وارونه: این شرط برقرار نباشد",
}
TEXTS: Final = {
    "yes": "جمله، اگر برقرار باشد",
    "no": "جمله، اگر برقرار نباشد",
    "ask": "جمله، اگر معلوم نباشد",
}
_HOLES: Final = {"{fact}": "{داده}", "{rhs}": "{مقدار}"}
"""A sentence keeps the first; its writer reads and types the second."""
_HELP: Final = (
    "خالی بگذارید تا سامانه بنویسد. {داده} جای مقدار این داده است و {مقدار} جای آنچه با آن سنجیده"
    " می‌شود."
)


def _shown(text: str) -> str:
    for kept, shown in _HOLES.items():
        text = text.replace(kept, shown)
    return text


def _kept(text: str) -> str:
    for kept, shown in _HOLES.items():
        text = text.replace(shown, kept)
    return text


class ConditionForm(SeenForm):
    """What one leaf says. A valid one has `leaf`, its JSON, and `node`: that in its new group."""

    fact = forms.CharField(widget=forms.HiddenInput)
    op = forms.ChoiceField(
        label="مقایسه",
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), "مقایسه را از فهرست برگزینید."
        ),
    )
    right = forms.ChoiceField(label="با چه سنجیده شود", initial="value")
    yes = TextField(required=False, widget=forms.Textarea({"rows": 2}), help_text=_HELP)
    no = TextField(required=False, widget=forms.Textarea({"rows": 2}))
    ask = TextField(required=False, widget=forms.Textarea({"rows": 2}))
    basis = TextField(
        label="مستند قانونی این شرط",
        error_messages={"required": "بنویسید این شرط از کدام ماده یا مصوبه است."},
    )
    wrap = forms.ChoiceField(label="جای شرط", required=False, choices=list(_WRAPS.items()))
    field_order = ("seen", "fact", "op", "right", "value", *TEXTS, "basis", "wrap")

    def __init__(
        self,
        fact: FactType,
        facts: Mapping[str, FactType],
        params: Mapping[str, ParamType],
        data: QueryDict | None = None,
        *,
        old: Node | None = None,
        basis: str = "",
        seen: str = "",
        adds: bool = False,
    ) -> None:
        self.typed, self.facts, self.params, self.old = fact, facts, params, old
        self.usual = self._usual(old)
        self.leaf: Node = {}
        first = {"fact": fact.key, "seen": seen, "basis": basis, **self._boxes(old)}
        super().__init__(data, initial=first)
        self.fields["value"] = value_field(fact)
        self.order_fields(self.field_order)
        days = _DAYS if fact.type == "date" else _ORDER
        ordered = fact.type in ("int", "number", "money", "date")
        offer(self.fields["op"], [*_ALIKE.items(), *(days.items() if ordered else ())])
        offer(self.fields["right"], self._rights())
        for name, label in TEXTS.items():
            self.fields[name].label = label
        if not adds:
            del self.fields["wrap"]

    def clean(self) -> dict[str, Any]:
        """The leaf of valid boxes; what is no condition is said at its box."""
        typed = super().clean() or {}
        if self.errors:
            return typed
        right = self._right(typed)
        if not self.errors:
            self._make(typed, right)
        return typed

    def named(self, name: str) -> None:
        """Give the leaf its name."""
        self.leaf = {"id": name, **self.leaf}

    @property
    def node(self) -> Node:
        """The leaf as it goes into the tree."""
        wrap = self.cleaned_data.get("wrap", "")
        return group(self.leaf, cast("Word", wrap)) if wrap else self.leaf

    def _make(self, typed: Mapping[str, Any], right: Node) -> None:
        bare = {"fact": self.typed.key, "op": typed["op"]} | right
        bare["op"] = _SEVERAL[typed["op"]] if isinstance(right.get("value"), list) else typed["op"]
        written = {name: _kept(typed[name]) for name in TEXTS}
        try:
            made = phrases(self._parsed({"id": "x", **bare}, bounded=True))
            said = {
                name: made[name] if told in ("", self.usual.get(name)) else told
                for name, told in written.items()
            }
            self._parsed({"id": "x", **bare, **said})
        except Refusal as refusal:
            at = "value" if isinstance(refusal, ConditionFutile) else None
            self.add_error(at, _shown(refusal.message))
            return
        self.leaf = bare | said | {"basis": typed["basis"]}

    def _right(self, typed: Mapping[str, Any]) -> Node:
        """The other side as JSON; a fault is said at the box of the value."""
        kind, _, name = typed["right"].partition(":")
        if kind != "value":
            return {kind: name}
        try:
            values = read_values(self.typed, typed["value"])
        except forms.ValidationError as wrong:
            self.add_error("value", wrong)
            return {}
        if len(values) > 1 and typed["op"] not in _SEVERAL:
            self.add_error("value", "این مقایسه تنها یک مقدار می‌گیرد.")
        return {"value": values if len(values) > 1 else values[0]}

    def _rights(self) -> Iterator[tuple[str, str]]:
        yield "value", "مقداری که در زیر می‌آید"
        words = set(self.typed.label.split())
        fits = [each for each in self.params.items() if comparable(self.typed.type, each[1].type)]
        # What is called alike stands first: the law has no units.
        for name, param in sorted(fits, key=lambda each: not words & set(each[1].label.split())):
            yield f"param:{name}", f"عدد قانون: {param.label}"
        for key, other in self.facts.items():
            if key != self.typed.key and (self._alike(other) or self._compared(key)):
                yield f"other:{key}", f"دادهٔ دیگر: {other.label}"

    def _alike(self, other: FactType) -> bool:
        """Two numbers are compared only in one unit: a decile is no count of rooms."""
        one = self.typed
        fits = comparable(one.type, other.type) and other.choices == one.choices
        return fits and (one.type not in _COUNTS or (bool(one.unit) and one.unit == other.unit))

    def _compared(self, key: str) -> bool:
        return self.old is not None and self.old.get("other") == key

    def _usual(self, old: Node | None) -> dict[str, str]:
        """The sentences that nobody wrote: they follow the comparison."""
        return phrases(self._parsed(old)) if old else {}

    def _parsed(self, leaf: Node, *, bounded: bool = False) -> Leaf:
        found = parse(leaf, self.facts, self.params, bounded=bounded)
        assert isinstance(found, Leaf)
        return found

    def _boxes(self, old: Node | None) -> dict[str, Any]:
        """What the boxes show of a leaf; of one with another fact its law and what was written."""
        if old is None:
            return {}
        texts = {name: _shown(old[name]) for name in (*TEXTS, "basis")}
        if old["fact"] != self.typed.key:
            usual = {name: _shown(told) for name, told in self.usual.items()}
            return {name: told for name, told in texts.items() if told != usual.get(name)}
        kind = next(each for each in ("param", "other", "value") if each in old)
        return texts | {
            "op": _ONE.get(old["op"], old["op"]),
            "right": "value" if kind == "value" else f"{kind}:{old[kind]}",
            "value": shown_values(self.typed, old.get("value")),
        }
