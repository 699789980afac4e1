"""The boxes of one question in the editor; the command judges what they make."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from sayeban.country import jalali, numbers, text
from sayeban.design.forms import TextField, UploadField, offer
from sayeban.facts.public import CataloguedFact
from sayeban.forms.document import KINDS, Question
from sayeban.forms.pictograms import PICTOGRAMS
from sayeban.forms.writing import write_question

_OPS: Final = [
    ("=", "برابر است با"),
    ("!=", "برابر نیست با"),
    ("<", "کمتر است از"),
    ("<=", "کمتر یا برابر است با"),
    (">", "بیشتر است از"),
    (">=", "بیشتر یا برابر است با"),
    ("in", "یکی است از (با ویرگول جدا کنید)"),
    ("known", "پاسخ دارد"),
]
_WORDS: Final = {"بله": True, "نه": False, "خیر": False}
_MOST_BYTES: Final = 5 * 1024**2
_LEFT: Final = {"dir": "ltr", "autocomplete": "off"}


class NewFormForm(forms.Form):
    """A form that begins empty."""

    code = forms.CharField(
        label="نام فرم",
        help_text="با حروف کوچک لاتین، رقم و زیرخط؛ مانند rent_help.",
        widget=forms.TextInput(_LEFT),
        error_messages={"required": "نامی برای فرم بنویسید."},
    )
    title = TextField(label="عنوان", error_messages={"required": "عنوان فرم را بنویسید."})


class FileForm(forms.Form):
    """A form that comes as a file."""

    file = UploadField(
        most=_MOST_BYTES,
        label="فایل فرم",
        help_text="سند JSON یا کارپوشهٔ XLSForm؛ پیش‌نویس همان فرم می‌شود.",
        widget=forms.FileInput({"accept": ".json,.xlsx"}),
    )


class SectionForm(forms.Form):
    """One more section."""

    title = TextField(label="عنوان بخش تازه", error_messages={"required": "عنوان بخش را بنویسید."})


class BankForm(forms.Form):
    """What is sought in the bank of questions."""

    q = forms.CharField(
        label="جستجو در بانک پرسش‌ها",
        required=False,
        max_length=100,
        help_text="واژه‌ای از پرسش، گزینه یا دادهٔ آن؛ خالی: همه.",
    )


class QuestionForm(forms.Form):
    """Everything about one question. A condition of several parts is kept as it is.

    `taken` of the bank, it begins with the words of that question.
    """

    key = forms.CharField(
        label="کلید",
        help_text="با حروف کوچک لاتین و زیرخط؛ یکتا در فرم.",
        widget=forms.TextInput(_LEFT),
        error_messages={"required": "کلید پرسش را بنویسید."},
    )
    label = TextField(label="متن پرسش", error_messages={"required": "متن پرسش را بنویسید."})
    help = TextField(label="راهنما", required=False, widget=forms.Textarea({"rows": 2}))
    type = forms.ChoiceField(label="نوع پاسخ", choices=list(KINDS.items()))
    fact = forms.ChoiceField(
        label="دادهٔ پرونده که پاسخ آن می‌شود",
        required=False,
        help_text="خالی: پاسخ تنها در همین فرم می‌ماند.",
    )
    choices = forms.CharField(
        label="گزینه‌ها",
        required=False,
        widget=forms.Textarea({"rows": 4}),
        help_text="هر خط یک گزینه: کد لاتین، نشان = و متن آن؛ مانند owner = مالک.",
    )
    required = forms.BooleanField(label="پاسخ آن لازم است", required=False, initial=True)
    sensitive = forms.BooleanField(label="پاسخ آن محرمانه است", required=False)
    pictogram = forms.ChoiceField(
        label="تصویر کنار پرسش",
        required=False,
        choices=[("", "بی‌تصویر"), *PICTOGRAMS.items()],
        widget=forms.RadioSelect,
        help_text="برای کسی که کمتر می‌خواند.",
    )
    least = forms.CharField(label="کمینه", required=False, widget=forms.TextInput(_LEFT))
    most = forms.CharField(
        label="بیشینه",
        required=False,
        widget=forms.TextInput(_LEFT),
        help_text="عدد، یا روز مانند ۱۴۰۵/۰۱/۰۱.",
    )
    asks = forms.ChoiceField(label="تنها وقتی پرسیده شود که", required=False)
    op = forms.ChoiceField(label="مقایسه", required=False, choices=[("", ""), *_OPS])
    value = forms.CharField(label="مقدار", required=False)

    def __init__(
        self,
        before: Sequence[Question],
        facts: Mapping[str, CataloguedFact],
        data: QueryDict | None = None,
        *,
        question: Question | None = None,
        taken: Mapping[str, Any] | None = None,
    ) -> None:
        known: Mapping[str, Any] = write_question(question) if question else taken or {}
        super().__init__(data, initial=_boxes(known))
        self.before = {each.key: each for each in before if each.typed}
        self.kept = known.get("visible_if") if is_compound(known.get("visible_if")) else None
        offer(self.fields["asks"], [("", "همیشه"), *((k, q.label) for k, q in self.before.items())])
        offer(self.fields["fact"], [("", "هیچ‌کدام"), *((k, f.label) for k, f in facts.items())])

    @property
    def document(self) -> dict[str, Any]:
        """The document of the question that valid boxes make."""
        typed = self.cleaned_data
        names = ("key", "label", "type", "help", "required", "sensitive", "pictogram")
        limits = {"min": typed["least"], "max": typed["most"]}
        said = {name: typed[name] for name in names} | {
            "fact": typed["fact"] or None,
            "choices": typed["choices"],
            "limits": {name: each for name, each in limits.items() if each is not None},
            "visible_if": self.kept or self._condition(),
        }
        return {name: each for name, each in said.items() if each not in ("", [], {})}

    def clean_choices(self) -> list[dict[str, str]]:
        """The lines as choices."""
        lines = [each for each in str(self.cleaned_data["choices"]).splitlines() if each.strip()]
        pairs = [line.partition("=") for line in lines]
        return [{"code": code.strip(), "label": label.strip()} for code, _, label in pairs]

    def clean_least(self) -> object:
        """The limit of its type, None for none."""
        return _limit(str(self.cleaned_data["least"]), self.data.get("type", ""))

    def clean_most(self) -> object:
        """The limit of its type, None for none."""
        return _limit(str(self.cleaned_data["most"]), self.data.get("type", ""))

    def clean(self) -> dict[str, Any]:
        """A comparison needs its sign."""
        typed = super().clean() or {}
        if typed.get("asks") and not typed.get("op"):
            self.add_error("op", "مقایسه را برگزینید.")
        return typed

    def _condition(self) -> dict[str, Any] | None:
        typed = self.cleaned_data
        if not typed["asks"]:
            return None
        leaf = {"id": "shown", "fact": typed["asks"], "op": typed["op"]}
        if typed["op"] == "known":
            return leaf
        asked = self.before[typed["asks"]]
        parts = typed["value"].replace("،", ",").split(",")
        values = [_value(asked, each.strip()) for each in parts]
        return leaf | {"value": values if typed["op"] == "in" else values[0]}


def is_compound(tree: Mapping[str, Any] | None) -> bool:
    """Whether a condition is more than the boxes can show."""
    return tree is not None and "fact" not in tree


def _value(asked: Question, typed: str) -> object:
    """What is compared with, of the type of the other question; as typed where it is none of it."""
    labels = {each.label: each.code for each in asked.choices}
    match asked.kind:
        case "bool":
            return _WORDS.get(typed, typed)
        case "code":
            return labels.get(typed, typed)
        case kind:
            return _limit(typed, kind, strict=False)


def _limit(typed: str, kind: str, *, strict: bool = True) -> int | float | str | None:
    plain = text.ascii_digits(typed).strip()
    if not plain:
        return None
    if kind == "date":
        day = jalali.parse(plain)
        return day.isoformat() if day else plain
    found = numbers.read(plain)
    if found is None and strict:
        raise ValidationError("یک عدد بنویسید.")
    return plain if found is None else numbers.as_json(found)


def _boxes(known: Mapping[str, Any]) -> dict[str, Any]:
    """What the boxes show of a question."""
    limits, tree = known.get("limits", {}), known.get("visible_if") or {}
    leaf = {} if is_compound(tree) else tree
    value = leaf.get("value", "")
    lines = [f"{each['code']} = {each['label']}" for each in known.get("choices", ())]
    return dict(known) | {
        "choices": "\n".join(lines),
        "least": _shown(limits.get("min")),
        "most": _shown(limits.get("max")),
        "asks": leaf.get("fact", ""),
        "op": leaf.get("op", ""),
        "value": "، ".join(map(_shown, value)) if isinstance(value, list) else _shown(value),
    }


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "بله" if value else "نه"
    day = _jalali(value) if isinstance(value, str) else None
    return day or ("" if value is None else str(value))


def _jalali(value: str) -> str | None:
    """A day of a document as it is typed, None for what is none."""
    try:
        return jalali.format(date.fromisoformat(value))
    except ValueError:
        return None
