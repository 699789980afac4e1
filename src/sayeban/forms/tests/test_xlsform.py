"""A form goes out as XLSForm and comes in again."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter  # type: ignore[import-untyped]  # ships no types
from hypothesis import given, settings
from pyxform.xls2xform import convert  # type: ignore[import-untyped]  # ships no types

from sayeban.forms.document import FormDocument
from sayeban.forms.parsing import read_form
from sayeban.forms.refusals import FormInvalid
from sayeban.forms.tests import drawn
from sayeban.forms.tests.makers import CATALOGUE, RENT, TENURE, WISH, document
from sayeban.forms.tests.test_schema import CATALOGUE as DRAWN
from sayeban.forms.xlsform import CHOICES, SETTINGS, SURVEY, write_xlsform
from sayeban.forms.xlsform_in import read_xlsform
from sayeban.sheets.public import read_workbook

DAY = date(2026, 11, 24)  # 3 Azar 1405
Rows = list[list[Any]]


def back(path: Path, form: FormDocument) -> Any:  # noqa: ANN401 - a document
    path.write_bytes(write_xlsform(form, DAY))
    return read_xlsform(read_workbook(path))


@pytest.mark.slow
def test_what_goes_out_comes_in_as_the_same_form(tmp_path: Path) -> None:
    many = TENURE | {"key": "several", "type": "codes", "fact": None} | {"choices": drawn.CHOICES}
    shy = WISH | {"sensitive": True, "help": "هر چه می‌خواهید", "limits": {"max_length": 9}}
    form = read_form(document(TENURE, RENT | {"limits": {"max": 9}}, shy, many), CATALOGUE)
    assert read_form(back(tmp_path / "form.xlsx", form), CATALOGUE) == form


@pytest.mark.slow
def test_a_year_to_come_is_no_answer_in_the_field_and_no_limit_of_the_form(tmp_path: Path) -> None:
    form = read_form(document({"key": "since", "type": "year", "label": "چه سالی؟"}), {})
    path = tmp_path / "form.xlsx"
    assert read_form(back(path, form), {}) == form
    survey = next(each for each in read_workbook(path) if each.name == "survey")
    assert ". >= 1250 and . <= 1405" in str(survey.frame.rows())


@pytest.mark.slow
@settings(max_examples=10)
@given(drawn.document())
def test_pyxform_takes_every_form(drawn_document: dict[str, Any]) -> None:
    form = read_form(drawn_document, DRAWN)
    made = convert(xlsform=write_xlsform(form, DAY), validate=False, file_type=".xlsx")
    assert made.warnings == []
    for question in form.questions:
        assert f"/{question.key}" in made.xform


@pytest.mark.slow
def test_pyxform_refuses_what_names_no_question() -> None:
    """The control: it does judge."""
    with pytest.raises(Exception, match="tenure"):
        convert(
            xlsform={"survey": [{"type": "text", "name": "a", "relevant": "${tenure} = 1"}]},
            validate=False,
        )


def workbook(path: Path, survey: Rows) -> Path:
    with xlsxwriter.Workbook(path) as book:
        for name, rows in (
            ("survey", [list(SURVEY[:6]), *survey]),
            ("choices", [list(CHOICES), ["yn", "own", "مالک"], ["yn", "rent", "مستأجر"]]),
            ("settings", [list(SETTINGS), ["فرم", "field_form"]]),
        ):
            sheet = book.add_worksheet(name)
            for at, row in enumerate(rows):
                sheet.write_row(at, 0, row)
    return path


def read(path: Path, *survey: list[str]) -> FormDocument:
    return read_form(read_xlsform(read_workbook(workbook(path, list(survey)))), CATALOGUE)


@pytest.mark.slow
def test_a_form_of_another_tool_is_read(tmp_path: Path) -> None:
    form = read(
        tmp_path / "theirs.xlsx",
        ["start", "start"],
        ["select_one yn", "home", "خانه از کیست؟", "", "yes"],
        ["integer", "rooms", "چند اتاق؟", "بی آشپزخانه", "yes", "${home} = 'rent'"],
        ["select_one yes_no", "ill", "بیمارید؟", "", "", "${rooms} > 1 and ${home} != 'own'"],
        ["text", "why", "چرا؟", "", "", "${ill} = 'yes'"],
    )
    assert [(each.key, each.kind, each.required) for each in form.questions] == [
        ("home", "code", True),
        ("rooms", "int", True),
        ("ill", "bool", False),
        ("why", "text", False),
    ]
    assert [each.visible_if is not None for each in form.questions] == [False, True, True, True]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("row", "why"),
    [
        (["calculate", "sum", "جمع"], "نوع calculate"),
        (["select_one none", "home", "خانه"], "choices"),
        (["text", "why", "چرا؟", "", "", "count(${why}) > 2"], "relevant"),
    ],
)
def test_what_is_no_form_is_said_by_row(tmp_path: Path, row: list[str], why: str) -> None:
    with pytest.raises(FormInvalid) as refused:
        read(tmp_path / "wrong.xlsx", ["text", "first", "نخست"], row)
    ((place, said),) = [(each.place, each.why) for each in refused.value.found]
    assert place == "ردیف ۳"
    assert why in said


@pytest.mark.slow
def test_a_workbook_without_a_survey_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "empty.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("other").write(0, 0, "x")
    with pytest.raises(FormInvalid, match="survey"):
        read_xlsform(read_workbook(path))


def book(path: Path, **sheets: Rows) -> Path:
    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"}) as made:
        for name, rows in sheets.items():
            sheet = made.add_worksheet(name)
            for at, row in enumerate(rows):
                sheet.write_row(at, 0, row)
    return path


SETTINGS_ROWS = [["form_title", "form_id"], ["فرم", "field_form"]]


@pytest.mark.slow
def test_a_workbook_made_by_hand_is_read_with_its_usual_dirt(tmp_path: Path) -> None:
    """Heads in any letters, words in two languages, empty rows, blanks, numbers for codes."""
    path = book(
        tmp_path / "hand.xlsx",
        survey=[
            ["Type", " name ", "label::English (en)", "label::Persian (fa)", "Hint", "REQUIRED"],
            ["username", "who", "", "", "", ""],
            [],
            ["begin group", "home", "Home", "خانه", "", ""],
            ["select_one rooms", "rooms", "Rooms?", " چند اتاق؟ ", "", True],
            ["string", "why", "Why?", "چرا؟", "کوتاه", "بله"],
            ["end group", "", "", "", "", ""],
        ],
        choices=[
            ["list name", "name", "label::fa"],
            ["rooms", "one", "یک"],
            ["rooms", "two", "دو"],
        ],
        settings=SETTINGS_ROWS,
    )
    form = read_form(read_xlsform(read_workbook(path)), CATALOGUE)
    assert [each.title for each in form.sections] == ["خانه"]
    rooms, why = form.questions
    assert (rooms.label, rooms.codes, rooms.required) == ("چند اتاق؟", ("one", "two"), True)
    assert (why.kind, why.label, why.help, why.required) == ("text", "چرا؟", "کوتاه", True)


@pytest.mark.slow
def test_each_fault_of_a_workbook_is_said_at_its_row(tmp_path: Path) -> None:
    day = datetime(2026, 3, 21)  # noqa: DTZ001 - a cell of Excel knows no zone
    path = book(
        tmp_path / "faulty.xlsx",
        survey=[
            ["type", "name", "label"],
            ["text", "name", "نام"],
            ["begin_repeat", "members", "اعضا"],
            ["text", "name", "نام عضو"],
            ["end_repeat", "", ""],
            ["geopoint", "where", "کجا؟"],
            ["date", "born", day],
            ["select_one when", "when", "کی؟"],
        ],
        choices=[["list_name", "name", "label"], ["when", "early", day], ["when", "late", "دیر"]],
        settings=SETTINGS_ROWS,
    )
    with pytest.raises(FormInvalid) as refused:
        read_xlsform(read_workbook(path))
    said = {each.place: each.why for each in refused.value.found}
    assert set(said) == {"choices، ردیف ۲", "ردیف ۳", "ردیف ۴", "ردیف ۶", "ردیف ۷"}
    assert "تکرار (repeat)" in said["ردیف ۳"]
    assert "نام name پیش‌تر در ردیف ۲ آمده است" in said["ردیف ۴"]
    assert "نوع geopoint پشتیبانی نمی‌شود" in said["ردیف ۶"]
    assert "به تاریخ برگردانده" in said["ردیف ۷"]
    assert "به تاریخ برگردانده" in said["choices، ردیف ۲"]
