"""Everything arrives as typed, and whatever happens to the child, the parent lives (S8)."""

import datetime as dt
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter  # type: ignore[import-untyped]  # ships no types

from sayeban.runtime import children
from sayeban.sheets import plain, reading
from sayeban.sheets.limits import DEFAULT_LIMITS, Limits
from sayeban.sheets.prescan import Formulas
from sayeban.sheets.reading import Sheet, read_workbook
from sayeban.sheets.refusals import FileFormulas, FileUnreadable, FileUnsafe, Unreadable, Unsafe
from sayeban.sheets.tests import ugly
from sayeban.sheets.tests.test_prescan import FAR, ONE
from sayeban.sheets.tests.ugly import number_cell, text_cell

# Each test starts a process that loads the parser.
pytestmark = pytest.mark.slow


def cells(sheet: Sheet) -> list[tuple[object, ...]]:
    return sheet.frame.rows()


def test_numbers_dates_and_truth_values_arrive_as_plain_text(tmp_path: Path) -> None:
    workbook = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    sheet = workbook.add_worksheet("برگه")
    date = workbook.add_format({"num_format": "yyyy-mm-dd"})
    sheet.write_string(0, 0, "  007 ")
    sheet.write_number(0, 1, 1234567890123)
    sheet.write_number(0, 2, 12.5)
    sheet.write_datetime(0, 3, dt.datetime(2024, 1, 2), date)  # noqa: DTZ001 - Excel has no zones
    sheet.write_datetime(0, 4, dt.datetime(2024, 1, 2, 3, 4, 5), date)  # noqa: DTZ001
    sheet.write_boolean(0, 5, True)
    sheet.write_formula(0, 6, "=1/0", None, "#DIV/0!")
    workbook.close()
    (read,) = read_workbook(tmp_path / "a.xlsx")
    assert cells(read) == [
        (1, "  007 ", "1234567890123", "12.5", "2024-01-02", "2024-01-02 03:04:05", "true", None)
    ]


def test_an_exponent_in_the_file_becomes_all_digits(tmp_path: Path) -> None:
    row = f'<row r="1">{number_cell("A1", "1.23456789012E+12")}{number_cell("B1", "5.0")}</row>'
    (sheet,) = read_workbook(ugly.write(tmp_path / "a.xlsx", row))
    assert cells(sheet) == [(1, "1234567890120", "5")]


def test_rows_and_columns_keep_their_excel_numbers(tmp_path: Path) -> None:
    rows = f'<row r="3">{text_cell("C3", "a")}</row><row r="6">{text_cell("D6", "b")}</row>'
    (sheet,) = read_workbook(ugly.write(tmp_path / "a.xlsx", rows))
    assert sheet.frame.columns == ["row_no", "c0", "c1", "c2", "c3"]
    assert cells(sheet) == [(3, None, None, "a", None), (6, None, None, None, "b")]


def test_empty_text_is_null_and_nul_characters_vanish(tmp_path: Path) -> None:
    rows = f'<row r="1">{text_cell("A1", "")}{text_cell("B1", "a_x0000_b")}</row>'
    (sheet,) = read_workbook(ugly.write(tmp_path / "a.xlsx", rows))
    assert cells(sheet) == [(1, None, "ab")]


def test_all_sheets_come_with_their_visibility_and_empty_ones_do_not(tmp_path: Path) -> None:
    workbook = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    workbook.add_worksheet("یک").write_string(0, 0, "a")
    workbook.add_worksheet("خالی")
    hidden = workbook.add_worksheet("پنهان")
    hidden.write_string(4, 0, "b")
    hidden.hide()
    workbook.close()
    sheets = read_workbook(tmp_path / "a.xlsx")
    assert [(sheet.name, sheet.visible, cells(sheet)) for sheet in sheets] == [
        ("یک", True, [(1, "a")]),
        ("پنهان", False, [(5, "b")]),
    ]


def test_a_workbook_without_any_value_is_refused_as_empty(tmp_path: Path) -> None:
    with pytest.raises(FileUnreadable) as caught:
        read_workbook(ugly.write(tmp_path / "a.xlsx"))
    assert caught.value.details["problem"] == Unreadable.EMPTY


def test_an_undeclared_entity_is_a_broken_file(tmp_path: Path) -> None:
    rows = f'<row r="1">{text_cell("A1", "&b;")}</row>'
    with pytest.raises(FileUnreadable):
        read_workbook(ugly.write(tmp_path / "a.xlsx", rows))


def test_an_upload_under_a_random_name_is_read(tmp_path: Path) -> None:
    (sheet,) = read_workbook(ugly.write(tmp_path / "3f9c", ONE))
    assert cells(sheet) == [(1, "x")]


def test_formulas_are_refused_only_in_the_columns_asked_for() -> None:
    sheet = Sheet("برگه", pl.DataFrame(), formulas=Formulas(frozenset({2}), ("C2", "C3")))
    sheet.refuse_formulas([0, 1, 3])
    with pytest.raises(FileFormulas, match=r"برگه.*C2، C3"):
        sheet.refuse_formulas([1, 2])


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_csv_is_read_with_any_usual_delimiter_and_mark(
    tmp_path: Path, delimiter: str, mark: str
) -> None:
    lines = [["کد", "نام"], ["007", f'"الف{delimiter}ب\nپ"'], [], ["8", "ج", "بیشتر"]]
    content = mark + "\r\n".join(delimiter.join(line) for line in lines)
    (tmp_path / "شرکت.CSV").write_text(content, encoding="utf-8", newline="")
    (sheet,) = read_workbook(tmp_path / "شرکت.CSV")
    assert sheet.name == "شرکت"
    assert cells(sheet) == [
        (1, "کد", "نام", None),
        (2, "007", f"الف{delimiter}ب\nپ", None),
        (4, "8", "ج", "بیشتر"),
    ]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", Unreadable.EMPTY),
        (b"\r\n\r\n", Unreadable.EMPTY),
        ("کد,نام".encode("cp1256"), Unreadable.NOT_UTF8),
        ("کد,نام".encode("utf-16"), Unreadable.NOT_UTF8),
        (b"," * 600, Unsafe.FAR_CELL),
    ],
    ids=["empty", "only lines", "cp1256", "utf-16", "600 columns"],
)
def test_csv_that_cannot_be_read_is_named(tmp_path: Path, content: bytes, problem: str) -> None:
    (tmp_path / "a.csv").write_bytes(content)
    with pytest.raises((FileUnreadable, FileUnsafe)) as caught:
        read_workbook(tmp_path / "a.csv")
    assert caught.value.details["problem"] == problem


def without_prescan(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "prescan", lambda _path, _limits: {})


def test_without_the_prescan_a_far_cell_kills_the_child_and_not_the_parent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_prescan(monkeypatch)
    with pytest.raises(FileUnsafe) as caught:
        read_workbook(ugly.write(tmp_path / "a.xlsx", FAR))
    assert caught.value.details["problem"] == Unsafe.TOO_COSTLY


def many_rows(path: Path, rows: int) -> Path:
    column = pl.int_range(rows, eager=True).cast(pl.String)
    frame = pl.DataFrame({f"ستون {n}": column + f"-{n}" for n in range(9)})
    plain.write_xlsx(frame, path, "برگه")
    return path


@pytest.mark.parametrize(
    "lowered",
    [{"cpu_seconds": 0}, {"handed_over": 1 << 20}],
    ids=["no time", "too much text"],
)
def test_a_child_over_its_limits_is_refused(tmp_path: Path, lowered: dict[str, int]) -> None:
    path = many_rows(tmp_path / "a.xlsx", 60_000)
    with pytest.raises(FileUnsafe) as caught:
        read_workbook(path, replace(DEFAULT_LIMITS, **lowered))
    assert caught.value.details["problem"] == Unsafe.TOO_COSTLY
    (sheet,) = read_workbook(path)  # the same file within the usual limits
    assert sheet.frame.height == 60_001


def test_a_child_without_memory_is_refused_however_it_dies(tmp_path: Path) -> None:
    path = many_rows(tmp_path / "a.xlsx", 60_000)
    with pytest.raises((FileUnsafe, FileUnreadable)):
        read_workbook(path, replace(DEFAULT_LIMITS, memory=1 << 20))
    assert read_workbook(path), "the parent lives"


def test_memory_that_runs_out_in_the_middle_is_refused(tmp_path: Path) -> None:
    rows = f'<row r="1">{text_cell("A1")}</row><row r="300000">{text_cell("Z300000")}</row>'
    path = ugly.write(tmp_path / "a.xlsx", rows)
    with pytest.raises(FileUnsafe):
        read_workbook(path, Limits(memory=300 << 20))
    (sheet,) = read_workbook(path)  # lawful, only wasteful
    assert sheet.frame.get_column("row_no").to_list() == [1, 300_000]


def test_a_child_that_never_answers_is_killed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started = replace_child(monkeypatch, [sys.executable, "-c", "import time; time.sleep(600)"])
    with pytest.raises(FileUnsafe):
        read_workbook(ugly.write(tmp_path / "a.xlsx", ONE), Limits(wall_seconds=1))
    assert started[0].returncode == -signal.SIGKILL


def replace_child(
    monkeypatch: pytest.MonkeyPatch, command: list[str] | None = None
) -> list[subprocess.Popen[bytes]]:
    """Note each child that is started; run `command` instead of it when one is given."""
    started: list[subprocess.Popen[bytes]] = []
    real = subprocess.Popen

    def start(usual: list[str], **options: object) -> subprocess.Popen[bytes]:
        started.append(real(command or usual, **options))  # type: ignore[call-overload]  # handed on
        return started[-1]

    monkeypatch.setattr(subprocess, "Popen", start)
    return started


def test_a_child_killed_in_the_middle_leaves_a_refusal_and_no_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = many_rows(tmp_path / "a.xlsx", 60_000)
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    started = replace_child(monkeypatch)

    def kill_while_it_reads() -> None:
        while not started or not list(folder.glob("*/workbook.xlsx")):
            time.sleep(0.005)
        os.kill(started[0].pid, signal.SIGKILL)

    killer = threading.Thread(target=kill_while_it_reads)
    killer.start()
    with pytest.raises(FileUnsafe):
        read_workbook(path)
    killer.join()
    assert started[0].returncode == -signal.SIGKILL
    assert list(folder.iterdir()) == []


def test_a_refused_file_leaves_no_child_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started = replace_child(monkeypatch)
    with pytest.raises(FileUnsafe):
        read_workbook(ugly.write(tmp_path / "a.xlsx", FAR))
    assert started[0].returncode == -signal.SIGKILL


def test_the_child_dies_with_its_parent(tmp_path: Path) -> None:
    parent = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import os, subprocess, sys, time\n"
            "child = subprocess.Popen([sys.executable, '-m', 'sayeban.sheets.child',"
            " str(os.getpid())], stdin=subprocess.PIPE, start_new_session=True)\n"
            "print(child.pid, flush=True)\n"
            "time.sleep(600)\n",
        ],
        env={"PYTHONPATH": os.pathsep.join(sys.path)},
        stdout=subprocess.PIPE,
    )
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    # Past its imports it waits for a request, bound to its parent's life a moment later.
    wait_for(lambda: is_loaded(child))
    parent.kill()
    parent.communicate()
    wait_for(lambda: not is_running(child))


def is_loaded(pid: int) -> bool:
    return "fastexcel" in Path(f"/proc/{pid}/maps").read_text()


def is_running(pid: int) -> bool:
    status = Path(f"/proc/{pid}/stat")
    return status.exists() and ") Z " not in status.read_text()


def wait_for(condition: Callable[[], bool]) -> None:
    for _ in range(2000):
        if condition():
            return
        time.sleep(0.01)
    pytest.fail("the awaited state never came")


def test_the_child_sees_no_secret_of_its_parent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://secret")
    assert "DATABASE_URL" not in children.bare_environment()
