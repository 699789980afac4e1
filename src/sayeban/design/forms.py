"""Form fields of Persian pages. django.forms reads and checks, the macro `field` draws.

A form of a page is a plain `forms.Form` with these fields and Django's own; there is no second
way. Widgets keep Django's markup (it sets aria-invalid and aria-describedby); `field` adds label,
hint and error around it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final, Literal, cast

from django import forms
from django.core.exceptions import ValidationError
from django.core.files import File
from django.forms.boundfield import BoundField, BoundWidget
from django.utils.html import format_html

from sayeban.country import jalali, numbers, text

_FEW: Final = 2
"""So many boxes stand open above a list also on a phone."""

FieldKind = Literal["line", "choices", "tick", "date", "file", "hidden"]


def offer(field: forms.Field, choices: Iterable[tuple[object, str]]) -> None:
    """Let the visitor choose among these values with their words, known when a page is asked."""
    assert isinstance(field, forms.ChoiceField)
    field.choices = list(choices)


class TextField(forms.CharField):
    """A line of Persian text: ي/ك, digits and spaces come out normalised (domain.md 3.2)."""

    def to_python(self, value: object) -> str:
        """Normalised text, "" for nothing typed."""
        return text.normalize(super().to_python(value) or "")


class CodeField(forms.CharField):
    """An identifier typed with digits of any script; comes out in ASCII digits without spaces.

    `length` only sets the width of the box; how long the code must be is the caller's rule.
    """

    def __init__(self, *, length: int, **kwargs: Any) -> None:
        attrs = {"inputmode": "numeric", "dir": "ltr", "autocomplete": "off", "size": length + 1}
        kwargs.setdefault("widget", forms.TextInput(attrs))
        super().__init__(**kwargs)

    def to_python(self, value: object) -> str:
        """The identifier as it is stored, "" for nothing typed."""
        return text.identifier(super().to_python(value) or "")


class UploadField(forms.FileField):
    """One file of at most `most` bytes. A larger one is refused before anything of it is read."""

    default_error_messages = {
        "required": "فایل را برگزینید.",
        "empty": "فایل خالی است. فایل درست را برگزینید.",
        "large": "فایل «%(name)s» بزرگ‌تر از %(mega)s مگابایت است. آن را کوچک‌تر یا چند فایل کنید.",
    }

    def __init__(self, *, most: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.most = most

    def to_python(self, data: "File[Any] | None") -> "File[Any] | None":
        """The file; ValidationError for an empty or a too large one."""
        file = super().to_python(data)
        if file and (file.size or 0) > self.most:
            mega = jalali.persian_digits(str(self.most // 1024**2))
            about = {"name": file.name, "mega": mega}
            raise ValidationError(self.error_messages["large"], code="large", params=about)
        return file


class JalaliDateInput(forms.MultiWidget):
    """Day, month by name, year: three boxes that work with a keyboard and without scripts."""

    labels = ("روز", "ماه", "سال")
    use_fieldset = True

    def __init__(self) -> None:
        digits = {"inputmode": "numeric", "dir": "ltr", "autocomplete": "off"}
        months = [("", "")] + [(str(n), name) for n, name in enumerate(jalali.MONTHS, 1)]
        super().__init__(
            {
                "day": forms.TextInput({**digits, "size": 3}),
                "month": forms.Select(choices=months),
                "year": forms.TextInput({**digits, "size": 5}),
            }
        )

    def decompress(self, value: date | None) -> list[str]:
        """The three boxes of a date, empty for None."""
        if value is None:
            return ["", "", ""]
        year, month, day = jalali.parts(value)
        return [jalali.persian_digits(str(day)), str(month), jalali.persian_digits(str(year))]


class JalaliDateField(forms.Field):
    """A day of the Jalali calendar; comes out as a Gregorian `date`, None when left empty."""

    widget = JalaliDateInput
    default_error_messages = {
        "incomplete": "روز، ماه و سال را کامل بنویسید.",
        "invalid": "چنین روزی در تقویم نیست.",
    }

    def to_python(self, value: date | Sequence[str | None] | None) -> date | None:
        """The date; ValidationError for a day that is not in the calendar."""
        if value is None or isinstance(value, date):
            return value
        typed = [text.identifier(part or "") for part in value]
        if not any(typed):
            return None
        if not all(typed):
            raise ValidationError(self.error_messages["incomplete"], code="incomplete")
        day, month, year = (int(part) if part.isdecimal() else 0 for part in typed)
        if found := jalali.from_parts(year, month, day):
            return found
        raise ValidationError(self.error_messages["invalid"], code="invalid")


class PurposeField(forms.ChoiceField):
    """What a look at persons is for; `what` is looked at, in words. Both are kept with his name."""

    widget = forms.RadioSelect

    def __init__(self, purposes: Iterable[tuple[str, str]], what: str, **given: Any) -> None:
        words = {
            "label": "برای چه کاری؟",
            "help_text": f"{what} با نام شما و دلیل آن ثبت می‌شود.",
            "error_messages": {"required": f"دلیل {what} را برگزینید."},
        }
        super().__init__(choices=list(purposes), **(words | given))


class NumberField(forms.CharField):
    """A number in either script; an `int` where it is whole, else a `Decimal`."""

    default_error_messages = {
        "invalid": "عدد را با رقم بنویسید.",
        "whole": "عدد را بدون اعشار بنویسید.",
    }

    def __init__(self, *, whole: bool = False, **given: Any) -> None:
        self.whole = whole
        digits = {"inputmode": "decimal", "dir": "ltr", "autocomplete": "off", "size": 20}
        super().__init__(**({"widget": forms.TextInput(digits)} | given))

    def clean(self, value: object) -> int | Decimal | None:
        """The number, None when left empty; ValidationError for what is none."""
        typed = super().clean(value)
        if not typed:
            return None
        found = numbers.read(typed)
        if found is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        if found == found.to_integral_value():
            return int(found)
        if self.whole:
            raise ValidationError(self.error_messages["whole"], code="whole")
        return found


@dataclass(frozen=True, slots=True)
class DatePart:
    """One box of a date with the id that its label points to."""

    id: str
    label: str
    html: str


@dataclass(frozen=True, slots=True)
class SummaryError:
    """One line of an error summary, the label in front.

    `target` is the id of the box to mend, "" for an error of the whole form.
    """

    target: str
    text: str


def field_kind(bound: BoundField) -> FieldKind:
    """Which frame the macro `field` draws around a field's widget."""
    match bound.field.widget:
        case JalaliDateInput():
            return "date"
        case forms.RadioSelect():  # the base of CheckboxSelectMultiple too
            return "choices"
        case forms.CheckboxInput():
            return "tick"
        case forms.FileInput():
            return "file"
        case widget:
            return "hidden" if widget.is_hidden else "line"


def date_parts(bound: BoundField) -> list[DatePart]:
    """The three boxes of a JalaliDateField, drawn."""
    widget = bound.field.widget
    attrs = bound.build_widget_attrs({"id": bound.auto_id})
    boxes = widget.get_context(bound.html_name, bound.value(), attrs)["widget"]["subwidgets"]
    return [
        DatePart(
            box["attrs"]["id"], str(label), BoundWidget(widget, box, bound.form.renderer).tag()
        )
        for box, label in zip(boxes, JalaliDateInput.labels, strict=True)
    ]


def first_box(bound: BoundField) -> str:
    """The id to jump to: groups have none of their own, their first box has."""
    return bound.id_for_label or f"{bound.auto_id}_0"


def summary_errors(form: forms.BaseForm) -> list[SummaryError]:
    """Every error of a form in the order of its fields, those of the whole form first."""
    whole = [SummaryError("", str(error)) for error in form.non_field_errors()]
    return whole + [
        SummaryError(first_box(bound), format_html("{}: {}", bound.label, error))
        for bound in form
        for error in bound.errors
    ]


def folds(form: forms.BaseForm) -> bool:
    """Whether the boxes above a list are so many that a phone shows them behind one line."""
    boxes = form.visible_fields()
    return len(boxes) > _FEW and not any(bound.field.required for bound in boxes)


def narrowed(form: forms.BaseForm) -> list[str]:
    """What is chosen in the boxes above a list, in words; what every list begins with is not."""
    return [said for bound in form.visible_fields() if (said := _chosen(bound))]


def _chosen(bound: BoundField) -> str:
    value = bound.value()
    typed = any(value) if isinstance(value, list) else value
    if not bound.form.is_bound or not typed:
        return ""
    if not isinstance(bound.field, forms.ChoiceField) or isinstance(value, list):
        return str(bound.label)
    words = {
        str(code): str(word) for code, word in _flat(cast("Iterable[Any]", bound.field.choices))
    }
    first = next(iter(words), "")
    return f"{bound.label}: {words[value]}" if value in words and value != first else ""


def _flat(choices: Iterable[Any]) -> Iterable[tuple[Any, Any]]:
    """Choices without their groups."""
    for code, word in choices:
        yield from word if isinstance(word, (list, tuple)) else ((code, word),)
