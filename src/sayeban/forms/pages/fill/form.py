"""The box of one question; what is typed becomes the JSON of an answer."""

from datetime import date
from typing import Any, Final, cast

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from sayeban.country import numbers
from sayeban.country.formats import mobile
from sayeban.design.filters import fa
from sayeban.design.forms import CodeField, JalaliDateField, TextField, UploadField
from sayeban.documents.public import MAX_BYTES
from sayeban.facts.public import FORMATS
from sayeban.forms.document import Answer, Kind, Question
from sayeban.forms.values import UNANSWERED, WRONG, taken

_YES: Final = [("yes", "بله"), ("no", "نه")]
_LENGTHS: Final = {"mobile": 13, "national_id": 10, "postal_code": 10}
_HELP: Final = {"money": "به ریال", "year": "سال هجری شمسی با چهار رقم"}
_LONG: Final = 200


class AnswerForm(forms.Form):
    """One question with the answer that was given before."""

    def __init__(
        self,
        question: Question,
        data: QueryDict | None = None,
        files: "MultiValueDict[str, UploadedFile[Any]] | None" = None,
        *,
        given: Answer = None,
        prefix: str | None = None,
    ) -> None:
        super().__init__(data, files, initial={"value": _typed(question, given)}, prefix=prefix)
        self.question = question
        self.fields["value"] = _field(question)

    def clean_value(self) -> Any:  # noqa: ANN401 - the JSON of an answer, or a file
        """The answer; a file as it was sent."""
        if self.question.kind == "document":
            return self.cleaned_data["value"]
        answer = _answer(self.question, self.cleaned_data["value"])
        kept, wrong = taken(self.question, answer)
        if wrong:
            raise ValidationError(wrong)
        return kept


def _field(question: Question) -> forms.Field:
    said: dict[str, Any] = {
        "label": question.label,
        "help_text": question.help,
        "error_messages": {"required": UNANSWERED},
    }
    choices = [(each.code, each.label) for each in question.choices]
    match question.kind:
        case "bool":
            return forms.ChoiceField(choices=_YES, widget=forms.RadioSelect, **said)
        case "code":
            return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **said)
        case "codes":
            boxes = forms.CheckboxSelectMultiple
            return forms.MultipleChoiceField(choices=choices, widget=boxes, **said)
        case "date":
            return JalaliDateField(**said)
        case "document":
            camera = forms.FileInput({"accept": "image/*,application/pdf"})
            return UploadField(
                most=MAX_BYTES, widget=camera, label=said["label"], help_text=said["help_text"]
            )
        case _:
            return _line(question, said)


def _line(question: Question, said: dict[str, Any]) -> forms.Field:
    if length := _LENGTHS.get(question.kind):
        return CodeField(length=length, **said)
    if question.kind != "text":
        said["help_text"] = said["help_text"] or _HELP.get(question.kind, "")
        digits = {"inputmode": "decimal", "dir": "ltr", "autocomplete": "off", "size": 20}
        return forms.CharField(widget=forms.TextInput(digits), **said)
    rows = forms.Textarea({"rows": 4}) if question.longest > _LONG else forms.TextInput()
    return TextField(widget=rows, **said)


def _answer(question: Question, typed: object) -> Answer:
    """What a box holds, as the JSON of an answer; ValidationError for what is no number."""
    match typed:
        case date():
            return typed.isoformat()
        case list():
            return cast("list[str]", typed)
        case str() if question.kind == "bool":
            return typed == "yes"
        case str() if question.kind in ("int", "year", "money", "number"):
            return _number(question.kind, typed)
        case str():
            return _as_kept(question, typed)
        case _:
            return cast("Answer", typed)


def _as_kept(question: Question, typed: str) -> str:
    """What is written in many ways, in the one that is kept."""
    if question.kind == "mobile":
        return mobile.canonical(typed) or typed
    return FORMATS[question.fact].read(typed) if question.fact in FORMATS else typed


def _number(kind: Kind, typed: str) -> int | float:
    found = numbers.read(typed)
    if found is None:
        raise ValidationError(WRONG[kind])
    return numbers.as_json(found)


def _typed(question: Question, given: Answer) -> object:
    """What a box shows of an answer."""
    if question.kind == "bool" and given is not None:
        return "yes" if given else "no"
    if question.kind == "mobile" and isinstance(given, str):
        return fa(mobile.dialled(given))
    if question.kind == "date" and isinstance(given, str):
        return date.fromisoformat(given)
    return None if question.kind == "document" else given
