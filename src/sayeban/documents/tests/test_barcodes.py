"""Barcodes of photographed bills: nearly all are read, none wrongly, and the turning is why."""

import io
from collections.abc import Callable, Iterator
from functools import cache
from itertools import islice

import pytest
from PIL import Image

from sayeban.country.formats import barcode26
from sayeban.documents import barcode
from sayeban.documents.scanning import BarcodeReader
from sayeban.documents.tests.bills import Shot, paper, shot, shot_of_itf, stripes_of_itf

HELD_SET = 200
_SOME = 25
_LEAST = 0.95
_BILL = "55501234113300000125041102"
_WRONG = "55501234113310000125041102"  # the check digit of its bill id is another
_MEGA = 1024 * 1024
BOTH = pytest.mark.parametrize("drawn", [shot, shot_of_itf], ids=["code128", "itf"])


@pytest.fixture(scope="module")
def reader() -> Iterator[BarcodeReader]:
    with BarcodeReader() as found:
        yield found


def _sent(picture: Image.Image, kind: str = "PNG") -> bytes:
    out = io.BytesIO()
    picture.save(out, kind)
    return out.getvalue()


@cache
def _shots(number: int, drawn: Callable[[int], Shot] = shot) -> list[Shot]:
    return [drawn(at) for at in range(number)]


def _shares(shots: list[Shot], read: Callable[[bytes], str | None]) -> tuple[float, list[str]]:
    """The share that is read, and every read that is not what stands on the bill."""
    found = [(each.code, read(each.data)) for each in shots]
    wrong = [got for code, got in found if got not in (None, code)]
    return sum(code == got for code, got in found) / len(found), [got for got in wrong if got]


def _in_process(data: bytes) -> str | None:
    with Image.open(io.BytesIO(data)) as picture:
        return barcode.read(picture, barcode26.valid)


@pytest.mark.slow
@BOTH
def test_nearly_every_tilted_dim_photo_is_read_and_none_wrongly(
    reader: BarcodeReader, drawn: Callable[[int], Shot]
) -> None:
    share, wrong = _shares(_shots(_SOME, drawn), lambda data: reader.read(data, barcode26.valid))
    assert wrong == []
    assert share >= _LEAST


@pytest.mark.slow
@pytest.mark.full
@BOTH
def test_the_whole_held_set_is_read_and_nothing_wrongly(
    reader: BarcodeReader, drawn: Callable[[int], Shot]
) -> None:
    share, wrong = _shares(_shots(HELD_SET, drawn), lambda data: reader.read(data, barcode26.valid))
    assert wrong == []
    assert share >= _LEAST


@pytest.mark.slow
def test_without_turning_the_picture_too_few_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: the held set is hard enough to need it."""
    tries = barcode._tries
    monkeypatch.setattr(barcode, "_tries", lambda picture: islice(tries(picture), 1))
    share, wrong = _shares(_shots(_SOME), _in_process)
    assert wrong == []
    assert share < _LEAST


def test_what_a_wrong_check_digit_gives_away_is_no_read(reader: BarcodeReader) -> None:
    picture = _sent(paper(_WRONG))
    assert reader.read(picture, barcode26.valid) is None
    assert reader.read(picture, lambda text: len(text) == 26) == _WRONG


def test_a_part_of_a_barcode_of_itf_is_no_read(reader: BarcodeReader) -> None:
    """ITF has no check digit of its own: a torn one is a shorter one."""
    for most in (8, 13, 18, 24):
        torn = paper(_BILL, black=stripes_of_itf(_BILL)[: -9 * (26 - most)])
        assert reader.read(_sent(torn), barcode26.valid) is None
    assert reader.read(_sent(paper(_BILL, black=stripes_of_itf(_BILL))), barcode26.valid) == _BILL


def test_of_two_barcodes_the_right_one_is_read(reader: BarcodeReader) -> None:
    both = Image.new("L", (900, 1280))
    both.paste(paper(_WRONG), (0, 0))
    both.paste(paper(_BILL), (0, 640))
    assert reader.read(_sent(both), barcode26.valid) == _BILL


def test_a_picture_taken_upside_down_or_sideways_is_read(reader: BarcodeReader) -> None:
    for turned in (90, 180, 270):
        picture = paper(_BILL).rotate(turned, expand=True)
        assert reader.read(_sent(picture), barcode26.valid) == _BILL


def test_what_is_no_picture_of_a_bill_is_no_read(reader: BarcodeReader) -> None:
    empty = Image.new("L", (300, 200), 128)
    tiny = Image.new("L", (1, 1))
    for data in (_sent(empty), _sent(tiny), b"no picture", b"%PDF-1.4 %%EOF", b""):
        assert reader.read(data, barcode26.valid) is None
    assert reader.read(_sent(paper(_BILL)), barcode26.valid) == _BILL


def test_a_picture_that_is_too_much_ends_the_child_alone() -> None:
    huge = _sent(Image.new("RGB", (7_000, 7_100)), "PNG")
    with BarcodeReader(memory=180 * _MEGA) as reader:
        assert reader.read(huge, barcode26.valid) is None
        assert reader.read(_sent(paper(_BILL)), barcode26.valid) == _BILL
