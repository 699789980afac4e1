"""Ugly workbooks are refused before a parser sees them; honest ones pass (S8, section 5)."""

import struct
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
import xlsxwriter  # type: ignore[import-untyped]  # ships no types

from sayeban.sheets.limits import DEFAULT_LIMITS
from sayeban.sheets.prescan import Formulas, column_number, prescan
from sayeban.sheets.refusals import FileUnreadable, FileUnsafe, Unreadable, Unsafe
from sayeban.sheets.tests import ugly
from sayeban.sheets.tests.ugly import text_cell

FAR = f'<row r="1">{text_cell("A1")}</row><row r="1048576">{text_cell("XFD1048576")}</row>'
ONE = f'<row r="1">{text_cell("A1")}</row>'


def refusal_of(path: Path) -> str:
    with pytest.raises((FileUnreadable, FileUnsafe)) as caught:
        prescan(path)
    return str(caught.value.details["problem"])


def test_an_honest_workbook_passes(tmp_path: Path) -> None:
    assert prescan(ugly.write(tmp_path / "a.xlsx", ONE)) == {}


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", Unreadable.EMPTY),
        (b"a,b\n1,2\n", Unreadable.NOT_A_WORKBOOK),
        (b"%PDF-1.7\n", Unreadable.NOT_A_WORKBOOK),
        (ugly.OLE_HEADER + bytes(4096), Unreadable.OLD_OR_ENCRYPTED),
        (b"PK\x03\x04" + bytes(100), Unreadable.BROKEN),
    ],
    ids=["empty", "csv named xlsx", "pdf", "encrypted or old xls", "only the head of a zip"],
)
def test_what_is_no_workbook_is_named(tmp_path: Path, content: bytes, problem: str) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    assert refusal_of(path) == problem


def test_a_zip_without_a_workbook_is_no_workbook(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as package:
        package.writestr("word/document.xml", "<a/>")
    assert refusal_of(tmp_path / "a.xlsx") == Unreadable.NOT_A_WORKBOOK


@pytest.mark.parametrize("kept", [0.3, 0.6, 0.95])
def test_a_truncated_workbook_is_broken(tmp_path: Path, kept: float) -> None:
    whole = ugly.write(tmp_path / "a.xlsx", ONE).read_bytes()
    (tmp_path / "a.xlsx").write_bytes(whole[: int(len(whole) * kept)])
    assert refusal_of(tmp_path / "a.xlsx") == Unreadable.BROKEN


def test_damaged_compressed_data_is_broken(tmp_path: Path) -> None:
    path = ugly.write(tmp_path / "a.xlsx", ONE * 200)
    content = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as package:
        start = package.getinfo(ugly.SHEET_PART).header_offset + 30 + len(ugly.SHEET_PART)
    content[start : start + 40] = bytes([0xFF]) * 40
    path.write_bytes(content)
    assert refusal_of(path) == Unreadable.BROKEN


def test_an_encrypted_part_is_refused(tmp_path: Path) -> None:
    path = ugly.write(tmp_path / "a.xlsx", ONE)
    content = path.read_bytes()
    entry = content.index(b"PK\x01\x02")
    path.write_bytes(content[: entry + 8] + b"\x01\x00" + content[entry + 10 :])
    assert refusal_of(path) == Unreadable.OLD_OR_ENCRYPTED


def test_utf_16_parts_cannot_hide_anything(tmp_path: Path) -> None:
    hidden = ugly.sheet_xml(FAR).encode("utf-16")
    path = ugly.write(tmp_path / "a.xlsx", more={ugly.SHEET_PART: hidden})
    assert refusal_of(path) == Unreadable.NOT_A_WORKBOOK


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("xl/vbaProject.bin", Unsafe.MACRO),
        ("xl/macrosheets/sheet1.xml", Unsafe.MACRO),
        ("xl/activeX/activeX1.bin", Unsafe.MACRO),
        ("xl/externalLinks/externalLink1.xml", Unsafe.EXTERNAL),
        ("xl/connections.xml", Unsafe.EXTERNAL),
    ],
)
def test_active_or_linked_content_is_refused(tmp_path: Path, name: str, problem: str) -> None:
    assert refusal_of(ugly.write(tmp_path / "a.xlsx", ONE, more={name: "<a/>"})) == problem


@pytest.mark.parametrize(
    "rows",
    [
        FAR,
        f'<row r="1">{text_cell("A1")}{text_cell("XFD1")}</row>',
        f'<row r="1">{text_cell("A4000000000")}</row>',
        f'<row r="1">{text_cell("A2000000")}</row>',
        f'<row r="1">{text_cell("xfd9")}</row>',
        "<row r='1'><c\tr = 'XFD9' t='inlineStr'><is><t>x</t></is></c></row>",
        f'<row r="1">{text_cell("A1", "a&#10;b")}</row>\n<row r="9">{text_cell("ZZ9")}</row>',
    ],
    ids=["corner", "column", "row beyond 32 bits", "row", "small letters", "odd spaces", "lines"],
)
def test_far_cells_are_refused(tmp_path: Path, rows: str) -> None:
    assert refusal_of(ugly.write(tmp_path / "a.xlsx", rows)) == Unsafe.FAR_CELL


def test_far_cells_that_are_only_coloured_are_harmless(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1"/><c r="XFD1" s="0"/></row><row r="9"><c r="XFD9" s="0"></c></row>'
    assert prescan(ugly.write(tmp_path / "a.xlsx", rows)) == {}


def test_a_far_cell_is_found_wherever_a_chunk_ends(tmp_path: Path) -> None:
    filler = "".join(f'<row r="{n}">{text_cell(f"A{n}", str(n * n))}</row>' for n in range(1, 9000))
    for padding in range(0, 3000, 500):
        rows = filler + " " * padding + f'<row r="9001">{text_cell("XFD9001")}</row>'
        assert refusal_of(ugly.write(tmp_path / "a.xlsx", rows + filler)) == Unsafe.FAR_CELL


def test_a_rectangle_too_large_is_refused_though_each_side_is_lawful(tmp_path: Path) -> None:
    rows = f'<row r="1">{text_cell("CV1")}</row><row r="1000000">{text_cell("A1000000")}</row>'
    assert refusal_of(ugly.write(tmp_path / "a.xlsx", rows)) == Unsafe.TOO_MANY_CELLS


def test_entity_declarations_are_refused(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE a [<!ENTITY b "xxxx"><!ENTITY c "&b;&b;&b;">]>'
    for part in (ugly.SHEET_PART, "xl/sharedStrings.xml", "docProps/core.xml"):
        content = ugly.sheet_xml(ONE, before=bomb)
        path = ugly.write(tmp_path / "a.xlsx", ONE, more={part: content})
        assert refusal_of(path) == Unsafe.ENTITIES


def test_a_string_table_that_claims_billions_is_refused(tmp_path: Path) -> None:
    table = '<sst xmlns="x" count="9" uniqueCount="9999999999"><si><t>a</t></si></sst>'
    path = ugly.write(tmp_path / "a.xlsx", ONE, more={"xl/sharedStrings.xml": table})
    assert refusal_of(path) == Unsafe.ENTITIES


@pytest.mark.slow
def test_a_part_with_a_huge_ratio_is_refused(tmp_path: Path) -> None:
    zeros = bytes(DEFAULT_LIMITS.ratio_from + 1)
    path = ugly.write(tmp_path / "a.xlsx", ONE, more={"xl/worksheets/sheet2.xml": zeros})
    assert path.stat().st_size < 30_000
    assert refusal_of(path) == Unsafe.UNPACKED_SIZE


def test_a_part_longer_than_it_claims_is_refused(tmp_path: Path) -> None:
    path = ugly.write(tmp_path / "a.xlsx", ONE * 500)
    content = bytearray(path.read_bytes())
    entry = content.rindex(b"PK\x01\x02")  # the sheet was written last
    content[entry + 24 : entry + 28] = struct.pack("<I", 100)
    path.write_bytes(content)
    assert refusal_of(path) == Unsafe.UNPACKED_SIZE


def test_sizes_and_numbers_have_limits(tmp_path: Path) -> None:
    path = ugly.write(tmp_path / "a.xlsx", ONE, more={f"xl/media/{n}.png": "x" for n in range(50)})
    lowered = {
        "file_bytes": Unsafe.FILE_SIZE,
        "unpacked_bytes": Unsafe.UNPACKED_SIZE,
        "parts": Unsafe.TOO_MANY_PARTS,
    }
    for limit, problem in lowered.items():
        with pytest.raises(FileUnsafe) as caught:
            prescan(path, replace(DEFAULT_LIMITS, **{limit: 40}))
        assert caught.value.details["problem"] == problem
    assert prescan(path) == {}


def test_formulas_are_found_with_sheet_column_and_cell(tmp_path: Path) -> None:
    workbook = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    plain, calculated = workbook.add_worksheet("ساده"), workbook.add_worksheet("محاسبه")
    plain.write_string(0, 0, "=1+1")
    plain.data_validation(0, 0, 9, 0, {"validate": "list", "source": ["=a", "b"]})
    calculated.write_string(0, 0, "سرستون")
    for row in range(1, 41):
        calculated.write_formula(row, 2, f"=A{row}*2")
    calculated.write_formula(50, 27, "=SUM(A1:A9)")
    workbook.close()
    found = prescan(tmp_path / "a.xlsx")
    assert found == {
        "محاسبه": Formulas(frozenset({2, 27}), tuple(f"C{row}" for row in range(2, 22)))
    }


def test_formulas_under_a_name_prefix_are_found(tmp_path: Path) -> None:
    content = (
        '<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        '<x:sheetData><x:row r="3"><x:c r="B3"><x:f>1+1</x:f><x:v>2</x:v></x:c></x:row>'
        "</x:sheetData></x:worksheet>"
    )
    path = ugly.write(tmp_path / "a.xlsx", more={ugly.SHEET_PART: content})
    assert prescan(path) == {"برگه": Formulas(frozenset({1}), ("B3",))}


def test_column_letters_count_like_excel() -> None:
    assert [column_number(name) for name in ("A", "Z", "AA", "XFD")] == [0, 25, 26, 16383]


def test_a_directory_that_says_its_parts_begin_before_the_file_is_broken(tmp_path: Path) -> None:
    """Found by fuzzing: the place of the directory was larger than the file allows."""
    path = ugly.write(tmp_path / "a.xlsx", ONE)
    content = bytearray(path.read_bytes())
    place = content.rindex(b"PK\x05\x06") + 16
    (offset,) = struct.unpack_from("<I", content, place)
    struct.pack_into("<I", content, place, offset + 1000)
    path.write_bytes(content)
    assert refusal_of(path) == Unreadable.BROKEN
