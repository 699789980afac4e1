"""Documents find their connection by name, are kept once, and the same picture is a suspicion."""

from datetime import timedelta
from pathlib import Path

import pytest

from sayeban.documents.models import Document
from sayeban.documents.refusals import DocumentTooLarge, DocumentUnreadable, DocumentUnsafe
from sayeban.exemptions.actions.attach_documents import (
    DOCUMENT_REJECTS,
    attach_document,
    attach_documents,
)
from sayeban.exemptions.actions.row_refusals import ROW_REFUSALS
from sayeban.exemptions.models import Candidate, Evidence, Row
from sayeban.exemptions.refusals import CampaignNotOpen
from sayeban.exemptions.tests import makers
from sayeban.exemptions.tests.pictures import picture, zipped
from sayeban.exemptions.tests.sheets_made import (
    CODE,
    COUNTY,
    COUNTY_EXPERT,
    OTHER_CENTRE,
    WORKER,
    collect,
    complete,
    fill,
    fresh,
    issued,
    known_row,
    world,
)
from sayeban.exemptions.worksheet import evidence
from sayeban.runtime.actor import OPERATOR, Actor
from sayeban.runtime.context import acting
from sayeban.runtime.refusals import AccessDenied

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _files(settings: object, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"  # type: ignore[attr-defined]  # pytest-django's own


def attach(path: Path, files: dict[str, bytes], actor: Actor = WORKER) -> dict[str, object]:
    zipped(path, files)
    return attach_documents(actor=actor, at=makers.NOW, code=CODE, path=path).as_json()


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return tmp_path / "documents.zip"


def test_documents_find_their_connection_by_name(pack: Path) -> None:
    row = known_row(world())
    persian = row.national_id.translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))
    done = attach(
        pack,
        {
            f"مدارک/{row.national_id}-gas.png": picture(1),
            f"{persian}-electricity.JPG": picture(2),
            f"a/b/{row.national_id}-water.pdf": b"%PDF-1.4\n%%EOF",
            "__MACOSX/._x": b"",
            ".DS_Store": b"",
        },
    )
    assert done == {"files": 3, "attached": 3, "unchanged": 0, "rejected": 0, "reasons": {}}
    with acting(OPERATOR, makers.NOW):
        kept = Evidence.objects.filter(row=row)
        assert {e.utility for e in kept} == {"gas", "electricity", "water"}
        assert {e.document_id for e in kept} == set(Document.objects.values_list("pk", flat=True))


def test_the_same_zip_again_keeps_nothing_twice(pack: Path) -> None:
    row = known_row(world())
    files = {f"{row.national_id}-gas.png": picture(1), f"{row.national_id}-water.png": picture(1)}
    assert attach(pack, files)["attached"] == 2
    done = attach(pack, files)
    assert (done["attached"], done["unchanged"]) == (0, 2)
    with acting(OPERATOR, makers.NOW):
        assert (Evidence.objects.count(), Document.objects.count()) == (2, 2)


def test_each_file_that_cannot_be_attached_has_its_reason(pack: Path) -> None:
    campaign = world()
    row, locked = known_row(campaign), known_row(campaign, state="centre_approved")
    elsewhere = known_row(campaign, OTHER_CENTRE)
    done = attach(
        pack,
        {
            "photo.jpg": picture(1),
            f"{row.national_id}-phone.jpg": picture(1),
            f"{makers.national_id(900_010)}-gas.jpg": picture(1),
            f"{elsewhere.national_id}-gas.jpg": picture(1),
            f"{locked.national_id}-gas.jpg": picture(1),
            f"{row.national_id}-gas.jpg": b"no picture",
            f"{row.national_id}-water.pdf": b"%PDF-1.4 /JavaScript %%EOF",
            f"{row.national_id}-electricity.pdf": b"%PDF-" + bytes(21 * 1024**2),
        },
    )
    assert done["reasons"] == {
        "document.bad_name": 2,
        "document.unknown_row": 2,
        "row.locked": 1,
        "document.unreadable": 1,
        "document.unsafe": 1,
        "document.too_large": 1,
    }
    assert (done["files"], done["rejected"]) == (8, 8)
    assert set(done["reasons"]) < DOCUMENT_REJECTS.keys()


def test_an_untrained_worker_attaches_nothing(pack: Path) -> None:
    row = known_row(world(), OTHER_CENTRE)
    new = makers.actor("social_worker", OTHER_CENTRE, 51)
    done = attach(pack, {f"{row.national_id}-gas.png": picture(1)}, new)
    assert done["reasons"] == {"worklist.closed": 1}


def test_a_document_that_arrives_takes_the_flag_away(pack: Path, tmp_path: Path) -> None:
    row = known_row(world())
    collect(fill(issued(tmp_path / "a.xlsx"), {row.national_id: complete(1)}))
    assert "document.missing" in fresh(row).flags
    attach(pack, {f"{row.national_id}-gas.png": picture(1)})
    assert "document.missing" not in fresh(row).flags


def test_a_collection_brings_its_documents(pack: Path, tmp_path: Path) -> None:
    row = known_row(world())
    zipped(pack, {f"{row.national_id}-gas.png": picture(1)})
    sheet = fill(issued(tmp_path / "a.xlsx"), {row.national_id: complete(1)})
    done = collect(sheet, documents=pack).as_json()
    assert done["documents"]["attached"] == 1
    assert (done["accepted"], done["flagged"]) == (1, {})


def test_the_same_picture_for_two_households_is_a_suspicion(pack: Path) -> None:
    campaign = world()
    rows = [known_row(campaign) for _ in range(3)]
    attach(pack, {f"{row.national_id}-gas.png": picture(1) for row in rows[:2]})
    attach(pack, {f"{rows[2].national_id}-gas.png": picture(2)})
    with acting(OPERATOR, makers.NOW):
        found = Candidate.objects.get()
        assert found.kind == "same_picture"
        assert {held.row_id for held in found.held.all()} == {row.pk for row in rows[:2]}


@pytest.mark.parametrize("data", [b"no zip", b"PK\x03\x04 broken", b""])
def test_what_is_no_zip_is_refused(pack: Path, data: bytes) -> None:
    world()
    pack.write_bytes(data)
    with pytest.raises(evidence.ZipUnreadable):
        attach_documents(actor=WORKER, at=makers.NOW, code=CODE, path=pack)


def test_a_zip_that_unpacks_to_far_too_much_is_refused(
    pack: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    world()
    zipped(pack, {"a.png": bytes(2000), "b.png": bytes(2000)})
    monkeypatch.setattr(evidence, "_UNPACKED_BYTES", 3999)
    with pytest.raises(evidence.ZipUnsafe):
        attach_documents(actor=WORKER, at=makers.NOW, code=CODE, path=pack)
    monkeypatch.setattr(evidence, "_UNPACKED_BYTES", 4000)
    assert attach_documents(actor=WORKER, at=makers.NOW, code=CODE, path=pack).files == 2


def test_a_zip_of_too_many_files_is_refused(pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    world()
    zipped(pack, {f"{number}.png": b"" for number in range(4)})
    monkeypatch.setattr(evidence, "_MEMBERS", 3)
    with pytest.raises(evidence.ZipUnsafe):
        attach_documents(actor=WORKER, at=makers.NOW, code=CODE, path=pack)


def test_a_member_that_is_longer_than_it_says_is_unreadable(pack: Path) -> None:
    row = known_row(world())
    zipped(pack, {f"{row.national_id}-gas.png": picture(1)})
    raw = bytearray(pack.read_bytes())
    raw[raw.index(b"\x89PNG") + 20] ^= 0xFF
    pack.write_bytes(raw)
    done = attach_documents(actor=WORKER, at=makers.NOW, code=CODE, path=pack)
    assert done.reasons == {"document.unreadable": 1}


def test_nothing_is_attached_before_the_start(pack: Path) -> None:
    world()
    with pytest.raises(CampaignNotOpen):
        attach_documents(
            actor=WORKER, at=makers.NOW - timedelta(days=9), code=CODE, path=zipped(pack, {})
        )


def one(row: Row, data: bytes, actor: Actor = WORKER, utility: str = "gas") -> bool:
    return attach_document(
        actor=actor, at=makers.NOW, code=CODE, key=row.key, utility=utility, data=data
    )


def test_a_page_attaches_one_document_once() -> None:
    row = known_row(world())
    assert one(row, picture(1))
    assert not one(row, picture(1))
    with acting(OPERATOR, makers.NOW):
        assert Evidence.objects.get().by == WORKER.user_id


def test_a_page_refuses_what_a_zip_rejects() -> None:
    campaign = world()
    row = known_row(campaign)
    for data, refusal in (
        (b"x", DocumentUnreadable),
        (b"%PDF-1.4 /JavaScript %%EOF", DocumentUnsafe),
        (bytes(16 * 1024**2), DocumentTooLarge),
    ):
        with pytest.raises(refusal):
            one(row, data)
    with pytest.raises(ROW_REFUSALS["connection.unknown_value"]):
        one(row, picture(1), utility="phone")
    with pytest.raises(ROW_REFUSALS["row.locked"]):
        one(known_row(campaign, state="released"), picture(1))
    closed = known_row(campaign, OTHER_CENTRE)
    with pytest.raises(ROW_REFUSALS["row.unknown_key"]):
        one(closed, picture(1))
    with pytest.raises(ROW_REFUSALS["worklist.closed"]):
        one(closed, picture(1), makers.actor("social_worker", OTHER_CENTRE, 52))


@pytest.mark.parametrize("actor", [COUNTY_EXPERT, makers.actor("county_head", COUNTY, 53)])
def test_who_does_not_collect_the_row_attaches_nothing(actor: Actor) -> None:
    row = known_row(world())
    with pytest.raises(AccessDenied):
        one(row, picture(1), actor)
