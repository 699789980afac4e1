"""The reader of pasted cells, against the writer of a clipboard and the plain reading of CSV."""

import csv
import re
from collections.abc import Sequence
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayeban.exemptions.codes import PASTE_REJECTS
from sayeban.exemptions.tests import makers
from sayeban.exemptions.worksheet import pasted
from sayeban.exemptions.worksheet.columns import FIELDS, KEYS
from sayeban.exemptions.worksheet.pasted import (
    LONGEST,
    PasteColumns,
    PastedLine,
    PasteEmpty,
    PasteTooLong,
    is_shortened,
    read_pasted,
    split_cells,
)
from sayeban.kit.refusals import Refusal

ORDER = ("national_id", "gas_number", "gas_bill", "gas_type")
_BLANKS = st.sampled_from(["", " ", "\u200c"])
texts = st.text(
    st.one_of(st.sampled_from('"\t\n\u200cآب،0۱'), st.characters(exclude_categories=["Cs", "Cc"])),
    max_size=12,
)


def copied(rows: Sequence[Sequence[str]]) -> str:
    """As a spreadsheet puts cells on the clipboard: those with a tab, a new line or a quote in
    front are quoted."""
    return "".join("\t".join(map(_cell, row)) + "\r\n" for row in rows)


def _cell(cell: str) -> str:
    needs = "\t" in cell or "\n" in cell or cell.startswith('"')
    return '"' + cell.replace('"', '""') + '"' if needs else cell


@given(st.lists(st.lists(texts, min_size=1, max_size=5), min_size=1, max_size=6))
def test_every_cell_comes_back_as_it_was_copied(rows: list[list[str]]) -> None:
    assert split_cells(copied(rows)) == [*rows, [""]]


@given(st.lists(st.lists(texts, min_size=1, max_size=4), min_size=1, max_size=4))
def test_quoted_cells_are_read_as_the_csv_module_reads_them(rows: list[list[str]]) -> None:
    written = StringIO()
    csv.writer(written, dialect="excel-tab", quoting=csv.QUOTE_ALL).writerows(rows)
    plain = list(csv.reader(StringIO(written.getvalue(), newline=""), dialect="excel-tab"))
    assert split_cells(written.getvalue())[:-1] == plain


def test_a_reader_that_splits_at_tabs_alone_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: without quotes the round trip fails."""
    rows = [["1", "خط یک\nخط دو"], ["2", "x"]]
    assert split_cells(copied(rows))[:-1] == rows
    monkeypatch.setattr(pasted, "_QUOTED", re.compile("(?!)"))
    assert split_cells(copied(rows))[:-1] != rows


@given(st.text('"\t\n a', max_size=60))
def test_any_text_gives_cells_and_nothing_is_lost_but_quotes(text: str) -> None:
    cells = "".join("".join(row) for row in split_cells(text))
    assert cells.count("a") == text.count("a")


lines_of_sheet = st.lists(
    st.fixed_dictionaries(
        {key: st.sampled_from(["", "x", "شخصی", "09121234567"]) for key in KEYS[5:-1]}
        | {"national_id": st.integers(1, 900_000).map(makers.national_id)}
    ),
    min_size=1,
    max_size=5,
    unique_by=lambda row: row["national_id"],
)


@given(lines_of_sheet, st.permutations(KEYS[:-1]))
def test_columns_are_known_by_their_heads_in_any_order(
    rows: list[dict[str, str]], keys: list[str]
) -> None:
    table = [
        [FIELDS[key].label for key in keys],
        *([row.get(key, "") for key in keys] for row in rows),
    ]
    read = read_pasted(copied(table), ORDER)
    assert read.columns == KEYS[:-1]
    assert [line.national_id for line in read.lines] == [row["national_id"] for row in rows]
    for line, row in zip(read.lines, rows, strict=True):
        assert line.cells == {k: v for k, v in row.items() if v and k != "national_id"}


@given(lines_of_sheet)
def test_a_line_of_the_whole_worksheet_needs_no_head(rows: list[dict[str, str]]) -> None:
    table = [[row.get(key, "") for key in KEYS] for row in rows]
    with_head = read_pasted(copied([[FIELDS[key].label for key in KEYS], *table]), ORDER)
    without = read_pasted(copied(table), ORDER)
    assert [line.cells for line in without.lines] == [line.cells for line in with_head.lines]


@given(
    st.integers(1, 900_000).map(makers.national_id),
    st.sampled_from([str.maketrans("0123456789", d) for d in ("۰۱۲۳۴۵۶۷۸۹", "٠١٢٣٤٥٦٧٨٩")]),
    _BLANKS,
)
def test_digits_of_any_script_are_the_same_person(
    person: str, digits: dict[int, int], blank: str
) -> None:
    (line,) = read_pasted(f"{blank}{person.translate(digits)}{blank}\t\t1", ORDER).lines
    assert (line.national_id, line.problem) == (person, "")


@given(st.sampled_from("0123456789"), st.sampled_from(["", ".5", ",27", "٫۲"]), st.integers(10, 99))
def test_a_number_in_short_form_is_never_read(head: str, rest: str, power: int) -> None:
    for number in (f"{head}{rest}E+{power}", f" {head}{rest}e+{power}"):
        assert is_shortened(number)
        (line,) = read_pasted(f"{makers.national_id(1)}\t\t{number}", ORDER).lines
        assert line.problem == "paste.shortened"
    for whole in (f"{head}{power}", f"{head}E{power}", f"12E+{power}"):
        assert not is_shortened(whole)


def test_a_lost_zero_is_put_back_only_where_the_check_digit_proves_it() -> None:
    right, wrong = read_pasted("12345679\t\t1\n12345678\t\t1\n0012345679\t\t2\n", ORDER).lines[:2]
    assert (right.national_id, right.padded) == ("0012345679", True)
    assert (wrong.national_id, wrong.padded, wrong.problem) == (
        "12345678",
        False,
        "paste.check_digit",
    )


@pytest.mark.parametrize(
    ("text", "refusal", "code"),
    [
        (" \t\r\n", PasteEmpty, "paste.empty"),
        ("x\n" * 2_002, PasteTooLong, "paste.too_long"),
        ("x" * (LONGEST + 1), PasteTooLong, "paste.too_long"),
        ("x\t1\ny\t2\n", PasteColumns, "paste.columns"),
    ],
)
def test_what_nobody_can_read_is_refused(text: str, refusal: type[Refusal], code: str) -> None:
    with pytest.raises(refusal) as refused:
        read_pasted(text, ORDER)
    assert refused.value.code == code


def test_columns_without_national_ids_where_they_should_be_are_refused() -> None:
    with pytest.raises(PasteColumns):
        read_pasted("\t".join([makers.national_id(1), *"123456"]), ORDER)


def test_each_problem_has_a_sentence() -> None:
    table = [
        ["9.99E+09", "", "1"],
        ["", "", "1"],
        ["9990000011", "", "1"],
        *[[makers.national_id(1), "", "1"]] * 2,
        *[[makers.national_id(number), "", "1"] for number in range(2, 9)],
    ]
    found = {line.problem for line in read_pasted(copied(table), ORDER).lines} - {""}
    assert found == {"paste.shortened", "paste.no_person", "paste.check_digit", "paste.repeated"}
    assert found <= PASTE_REJECTS.keys()


def test_a_key_of_a_worksheet_names_the_row_and_what_was_seen() -> None:
    key = f"{'a' * 32}.7.{'b' * 32}"
    text = copied([[FIELDS["key"].label, FIELDS["mobile"].label], [key, "1"], ["edited", "1"]])
    first, second = read_pasted(text, ORDER).lines
    assert (first.key, first.version, first.digest) == ("a" * 32, 7, "b" * 32)
    assert second.problem == "paste.no_person"
    assert PastedLine(**first.as_json()) == first
