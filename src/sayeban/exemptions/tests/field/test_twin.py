"""The phone finds the faults of a bill id that the server finds."""

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from sayeban.country import text
from sayeban.country.formats import bill_id, mobile, postal_code
from sayeban.design.testing import launch_browser

pytestmark = [pytest.mark.browser, pytest.mark.slow]
_ASKED = """(asked) => asked.map(([name, typed]) => faultOf(name, plain(typed)))"""
_PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
_ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
Asked = list[tuple[str, str]]


def script() -> str:
    found = finders.find("exemptions/field/shell.js")
    assert isinstance(found, str)
    return Path(found).read_text()


@pytest.fixture(scope="module")
def phone() -> Iterator[Callable[[str, Asked], list[str]]]:
    """What a script finds in texts that were typed in boxes."""
    with launch_browser() as browser:

        def found(code: str, asked: Asked) -> list[str]:
            page = browser.new_page()
            page.add_script_tag(content=code)
            faults: list[str] = page.evaluate(_ASKED, asked)
            page.close()
            return faults

        yield found


def bills() -> Iterator[str]:
    """Right ones, each digit changed, of other lengths, as people type and paste them."""
    draw = random.Random(999)  # noqa: S311 - test data
    for utility in [*bill_id.SERVICE_DIGIT] * 12:
        right = bill_id.make(draw.randrange(1, 10**8), f"{draw.randrange(1000):03d}", utility)
        yield right
        for place in range(bill_id.LENGTH):
            yield right[:place] + str(draw.randrange(10)) + right[place + 1 :]
        short = right.lstrip("0")
        yield from (
            short,
            f"0{short}",
            right[:-1],
            f"{right}0",
            right[-5:],
            right[-7:],
            f"A{right}",
        )
        yield from (
            right.translate(_PERSIAN),
            right.translate(_ARABIC),
            f" {right[:8]} {right[8:]}\t",
        )
        yield from (
            f"{right[:8]}-{right[8:11]}\u2212{right[11:]}",
            f"\u200f{right}\u200c",
            f"{right}.",
        )
    yield from ("", " ", "0" * 13, "000001", "100000", "099999", "0099999")


def server(name: str, typed: str) -> str:
    """The same by what the server judges with."""
    plain = text.identifier(typed)
    if not plain:
        return ""
    match name.split("_"):
        case [("water" | "electricity" | "gas") as utility, "bill"]:
            return (bill_id.check(plain, utility) or "").removeprefix("bill_id.")
        case ["mobile"]:
            return "" if mobile.canonical(plain) else name
        case _:
            return "" if postal_code.valid(plain) else name


def asked() -> Asked:
    others = [
        *(("postal_code", each) for each in ("1345678913", "۱۳۴۵۶-۷۸۹۱۳", "1111111111", "123")),
        *(("mobile", each) for each in ("09121234567", "+98 912 123 4567", "۰۰۹۸۹۱۲۱۲۳۴۵۶۷")),
        *(("mobile", each) for each in ("02188776655", "0912123456", "9121234567")),
    ]
    return others + [
        (f"{utility}_bill", bill) for bill in bills() for utility in bill_id.SERVICE_DIGIT
    ]


def test_phone_and_server_find_the_same(phone: Callable[[str, Asked], list[str]]) -> None:
    wanted = [server(*each) for each in asked()]
    assert set(wanted) == {*("", "length", "check_digit", "wrong_utility", "postal_code", "mobile")}
    assert phone(script(), asked()) == wanted


@pytest.mark.parametrize(
    ("right", "broken"),
    [
        ("place % 6", "place % 7"),
        ("left < 2 ? 0", "left < 1 ? 0"),
        ('rest[0] === service ? ""', 'rest[0] ? ""'),
        ("text < 1e5", "text < 1e4"),
        ("& 15", "& 7"),
        ("\\u2212", "\\u2211"),
    ],
)
def test_another_reckoning_is_seen(
    phone: Callable[[str, Asked], list[str]], right: str, broken: str
) -> None:
    code = script()
    assert code.count(right) == 1
    wanted = [server(*each) for each in asked()]
    assert phone(code.replace(right, broken), asked()) != wanted


def test_every_digit_blank_and_hyphen_of_the_server_is_read(
    phone: Callable[[str, Asked], list[str]],
) -> None:
    right = bill_id.make(12345678, "307", "gas")
    typed = [("gas_bill", f"{right[:4]}{each}{right[4:]}") for each in text._IDENTIFIER]
    assert phone(script(), typed) == [server(*each) for each in typed]
