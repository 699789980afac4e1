from datetime import date

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile

from sayeban.design.forms import (
    CodeField,
    JalaliDateField,
    TextField,
    UploadField,
    date_parts,
    field_kind,
    folds,
    narrowed,
    summary_errors,
)

Typed = dict[str, str]


class Form(forms.Form):
    name = TextField()
    code = CodeField(length=10)
    day = JalaliDateField(label="روز کار")


def filled(**changes: str) -> Form:
    usual = {"name": "نام", "code": "1", "day_day": "2", "day_month": "9", "day_year": "1405"}
    return Form({**usual, **changes})


def test_what_is_typed_comes_out_normalised() -> None:
    form = filled(name=" علي  ك ", code="۱۲۳ - ٤٥٦", day_day="۰۲", day_year="۱۴۰۵")
    assert form.is_valid()
    assert form.cleaned_data == {"name": "علی ک", "code": "123456", "day": date(2026, 11, 23)}


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"day_day": "31", "day_month": "12"}, "چنین روزی در تقویم نیست."),
        ({"day_day": "دو"}, "چنین روزی در تقویم نیست."),
        ({"day_year": "۵"}, "چنین روزی در تقویم نیست."),
        ({"day_month": ""}, "روز، ماه و سال را کامل بنویسید."),
    ],
)
def test_a_day_that_cannot_be_is_refused_in_words(typed: Typed, sentence: str) -> None:
    assert filled(**typed).errors["day"] == [sentence]


def test_an_empty_date_is_missing_or_none() -> None:
    empty = {"day_day": "", "day_month": "", "day_year": ""}
    assert filled(**empty).errors["day"].as_data()[0].code == "required"
    assert JalaliDateField(required=False).clean(["", "", ""]) is None


def test_a_refused_date_keeps_what_was_typed() -> None:
    boxes = date_parts(filled(day_day="۳۱", day_month="12")["day"])
    assert 'value="۳۱"' in boxes[0].html
    assert '<option value="12" selected>اسفند</option>' in boxes[1].html
    assert [box.label for box in boxes] == ["روز", "ماه", "سال"]


def test_a_given_date_fills_the_boxes() -> None:
    boxes = date_parts(Form(initial={"day": date(2026, 11, 23)})["day"])
    assert ["۲" in boxes[0].html, "selected>آذر" in boxes[1].html, "۱۴۰۵" in boxes[2].html] == [
        True
    ] * 3


def test_the_summary_names_the_field_and_points_to_its_first_box() -> None:
    form = filled(day_day="31", day_month="12")
    form.add_error(None, "با هم نمی‌خوانند.")
    assert [(error.target, error.text) for error in summary_errors(form)] == [
        ("", "با هم نمی‌خوانند."),
        ("id_day_0", "روز کار: چنین روزی در تقویم نیست."),
    ]


@pytest.mark.parametrize(
    ("field", "kind"),
    [
        (forms.CharField(), "line"),
        (forms.ChoiceField(), "line"),
        (forms.ChoiceField(widget=forms.RadioSelect), "choices"),
        (forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple), "choices"),
        (forms.BooleanField(), "tick"),
        (forms.FileField(), "file"),
        (JalaliDateField(), "date"),
        (forms.CharField(widget=forms.HiddenInput), "hidden"),
    ],
)
def test_each_widget_has_its_frame(field: forms.Field, kind: str) -> None:
    form = type("OneField", (forms.Form,), {"it": field})()
    assert field_kind(form["it"]) == kind


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        (None, "فایل را برگزینید."),
        (b"", "فایل خالی است. فایل درست را برگزینید."),
        (bytes(2**20 + 1), "فایل «a.xlsx» بزرگ‌تر از ۱ مگابایت است. آن را کوچک‌تر یا چند فایل کنید."),
    ],
)
def test_a_file_that_cannot_be_taken_is_refused_in_persian(
    sent: bytes | None, sentence: str
) -> None:
    with pytest.raises(forms.ValidationError) as refused:
        UploadField(most=2**20).clean(sent if sent is None else SimpleUploadedFile("a.xlsx", sent))
    assert refused.value.messages == [sentence]


def test_a_file_of_just_the_size_is_taken() -> None:
    file = SimpleUploadedFile("a.xlsx", bytes(2**20))
    assert UploadField(most=2**20).clean(file) is file


class Filter(forms.Form):
    words = TextField(label="نام", required=False)
    state = forms.ChoiceField(
        label="وضعیت", required=False, choices=[("all", "همه"), ("گروه", [("late", "گذشته")])]
    )
    since = JalaliDateField(label="از روز", required=False)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({}, []),
        ({"words": "", "state": "all", "since_day": ""}, []),
        ({"state": "late"}, ["وضعیت: گذشته"]),
        ({"state": "nonsense"}, []),
        ({"words": "آزاد", "state": "late"}, ["نام", "وضعیت: گذشته"]),
        ({"since_day": "2", "since_month": "9", "since_year": "1405"}, ["از روز"]),
    ],
)
def test_what_narrows_a_list_is_said_in_words(typed: Typed, said: list[str]) -> None:
    assert narrowed(Filter(typed)) == said


def test_many_boxes_above_a_list_fold_and_few_or_needed_ones_do_not() -> None:
    class Few(forms.Form):
        words = TextField(required=False)

    assert folds(Filter({}))
    assert not folds(Few({}))
    assert not folds(filled())
