"""Commands that take and write files: each file for itself, paths first, the account always."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from pytest_django.fixtures import Settings

from sayeban.accounts.public import Post
from sayeban.accounts.tests.makers import make_user
from sayeban.exemptions.models import Campaign, Evidence, Load, Row
from sayeban.exemptions.tests import makers
from sayeban.exemptions.tests.books import hq_book, line
from sayeban.exemptions.tests.makers import NOW, national_id
from sayeban.exemptions.tests.sheets_made import CENTRE, complete, fill, issued, known_row, trained
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting
from sayeban.sites.tests.command_line import CommandLine

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

LOAD = ("campaign", "load", "c1405")
COLLECT = ("campaign", "collect", "c1405")
AS = ("--as", "worker")


@pytest.fixture(autouse=True)
def _campaign_with_a_worker(country: None, settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"
    makers.companies()
    trained(makers.campaign(), make_user("worker", Post.SOCIAL_WORKER, CENTRE, NOW))


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "text.xlsx"
    path.write_text("not a workbook")
    return path


def rows() -> int:
    with acting(OPERATOR, NOW):
        return Row.objects.count()


def sheet(folder: Path, *kept: Row) -> Path:
    """The centre's worksheet with these rows filled in."""
    folder.mkdir(exist_ok=True)
    return fill(
        issued(folder / "7011.xlsx"),
        {row.national_id: complete(serial) for serial, row in enumerate(kept, 1)},
    )


def test_a_file_that_is_refused_hides_nothing_of_the_others(
    tmp_path: Path, text: Path, sayeban: CommandLine
) -> None:
    one = hq_book(tmp_path / "a.xlsx", [line(national_id(1))])
    two = hq_book(tmp_path / "b.xlsx", [line(national_id(2)), line("")])

    code, answer = sayeban.told(*LOAD, one, text, two)

    assert (code, answer["refused"], rows()) == (2, "files.refused", 2)
    assert "text.xlsx" in answer["message"]
    assert (answer["rows"], answer["accepted"], answer["rejected"]) == (3, 2, 1)
    assert answer["reasons"] == {"national_id.missing": 1}
    assert [file.get("refused", file.get("accepted")) for file in answer["files"]] == [
        1,
        "file.unreadable",
        1,
    ]


def test_where_every_file_is_refused_the_reason_speaks_for_all(
    text: Path, sayeban: CommandLine
) -> None:
    code, answer = sayeban.told(*LOAD, text)

    assert (code, answer["refused"], answer["rows"]) == (2, "file.unreadable", 0)


def test_a_person_reads_each_refusal_and_the_sums(
    tmp_path: Path, text: Path, sayeban: CommandLine
) -> None:
    one = hq_book(tmp_path / "a.xlsx", [line(national_id(1))])

    answer = sayeban.run(*LOAD, one, text)

    assert answer.code == 2
    assert "accepted: 1" in answer.out
    assert f"{text}: " in answer.err


def test_a_folder_is_collected_file_by_file(tmp_path: Path, sayeban: CommandLine) -> None:
    folder = tmp_path / "sheets"
    sheet(folder, known_row(_campaign()))
    (folder / "bad.xlsx").write_text("not a workbook")
    (folder / "~$7011.xlsx").write_text("left by Excel")

    code, answer = sayeban.told(*COLLECT, folder, *AS)

    assert (code, answer["refused"], answer["accepted"]) == (2, "files.refused", 1)
    assert len(answer["files"]) == 2


def test_a_folder_without_worksheets_is_refused(tmp_path: Path, sayeban: CommandLine) -> None:
    (tmp_path / "empty").mkdir()

    assert sayeban.told(*COLLECT, tmp_path / "empty", *AS)[1]["refused"] == "folder.empty"


@pytest.mark.parametrize(
    "words",
    [
        (*LOAD, "{folder}"),
        ("company", "import", "{folder}"),
        ("people", "import", "{folder}"),
        ("staff", "import", "{folder}"),
        ("campaign", "approve", "c1405", "--unit", "0701", *AS, "--return", "{folder}"),
        ("campaign", "sample", "c1405", "--unit", "0701", *AS, "--results", "{folder}"),
    ],
)
def test_a_folder_where_a_file_is_wanted_is_refused(
    tmp_path: Path, words: tuple[str, ...], sayeban: CommandLine
) -> None:
    code, answer = sayeban.told(*(word.format(folder=tmp_path) for word in words))

    assert (code, answer["refused"]) == (2, "file.missing")


@pytest.mark.parametrize(
    "words",
    [
        (*LOAD, "{file}", "--report", "/proc/x/y.xlsx"),
        (*LOAD, "{file}", "--report", "{folder}"),
        (*COLLECT, "{file}", *AS, "--report", "/proc/x/y"),
        ("campaign", "split", "c1405", "--out", "{file}"),
        ("campaign", "split", "c1405", "--out", "/proc/x"),
        ("campaign", "sample", "c1405", "--unit", "07", *AS, "--out", "/proc/x/y.xlsx"),
    ],
)
def test_what_cannot_be_written_is_refused_before_the_work(
    tmp_path: Path, words: tuple[str, ...], sayeban: CommandLine
) -> None:
    file = hq_book(tmp_path / "a.xlsx", [line(national_id(1))])

    code, answer = sayeban.told(*(word.format(folder=tmp_path, file=file) for word in words))

    assert (code, answer["refused"], rows()) == (2, "out.unusable", 0)


def test_a_report_that_fails_after_the_rows_landed_does_not_hide_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sayeban: CommandLine
) -> None:
    def full(_: object) -> None:
        raise OSError(28, "No space left on device")

    one = hq_book(tmp_path / "a.xlsx", [line(national_id(900_001))])
    filled = sheet(tmp_path / "sheets", known_row(_campaign()))
    monkeypatch.setattr("sayeban.sheets.writing.Book.close", full)

    code, answer = sayeban.told(*LOAD, one, "--report", tmp_path / "r.xlsx")
    assert (code, answer["refused"], answer["accepted"]) == (2, "out.unusable", 1)
    code, answer = sayeban.told(*COLLECT, filled, *AS, "--report", tmp_path / "r.xlsx")
    assert (code, answer["refused"], answer["accepted"]) == (2, "out.unusable", 1)


def test_documents_are_accounted_for_and_wait_for_an_acceptable_sheet(
    tmp_path: Path, text: Path, sayeban: CommandLine
) -> None:
    row = known_row(_campaign())
    filled = sheet(tmp_path / "sheets", row)
    picture = BytesIO()
    Image.new("RGB", (8, 8)).save(picture, "PNG")
    with zipfile.ZipFile(tmp_path / "z.zip", "w") as package:
        package.writestr(f"{row.national_id}-gas.png", picture.getvalue())
        package.writestr("photo.png", picture.getvalue())
    documents = ("--documents", tmp_path / "z.zip")

    refused = sayeban.told(*COLLECT, text, *AS, *documents)[1]
    assert refused["refused"] == "file.unreadable"
    assert (_evidence(), "documents" in refused) == (0, False)

    (tmp_path / "sheets/0.xlsx").write_text("refused before the good one")
    code, answer = sayeban.told(*COLLECT, filled.parent, *AS, *documents)

    assert (code, answer["accepted"], _evidence()) == (2, 1, 1)
    assert answer["documents"]["attached"] == 1
    assert [(one["file"], one["code"]) for one in answer["documents"]["refused"]] == [
        ("photo.png", "document.bad_name")
    ]
    assert row.national_id not in sayeban.run(*COLLECT, filled, *AS, *documents).err


def test_a_load_that_was_refused_leaves_no_entry(text: Path, sayeban: CommandLine) -> None:
    sayeban.told(*LOAD, text)

    with acting(OPERATOR, NOW):
        assert not Load.objects.exists()


def _campaign() -> Campaign:
    with acting(OPERATOR, NOW):
        return Campaign.objects.get()


def _evidence() -> int:
    with acting(OPERATOR, NOW):
        return Evidence.objects.count()
