"""Letters: one page, the same in PDF and HTML, and never a promise of free bills."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from sayeban.exemptions.actions.write_package import write_package
from sayeban.exemptions.package import covers
from sayeban.exemptions.package import letter as letters
from sayeban.exemptions.package.letter import Fact, Letter, LetterError, as_html, as_pdf
from sayeban.exemptions.reads.violations import ViolationLetter, ViolationRow
from sayeban.exemptions.tests.makers import NOW, campaign
from sayeban.exemptions.tests.release_makers import (
    ESTAHBAN,
    FARS,
    approved,
    bills,
    ground,
    released,
)
from sayeban.runtime.actor import OPERATOR

pytestmark = pytest.mark.slow

AT = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
LETTER = Letter(
    sender="سازمان",
    office="ادارهٔ کل",
    number="c1405/07/1",
    date="۳ آذر ۱۴۰۵",
    attachment="دارد",
    addressee="گیرنده",
    subject="موضوع",
    paragraphs=("بند نخست",),
    facts=(Fact("شمار", "۱"), Fact("کلید", "ab12", code=True)),
    signer="مریم رضایی",
    signer_post="مدیرکل",
    footer="پانویس",
)
CASE = ViolationLetter(
    number="12",
    campaign="معافیت قبوض ۱۴۰۵",
    legal_basis="بند (ی) تبصره ۸",
    sentence="قبض یک انشعاب برای خانوار دیگری هم ثبت شده است",
    subject="0000000130737",
    place="شهرستان آباده",
    opened_at=AT,
    decided_at=AT,
    decided_by="رئیس شهرستان",
    reason="قبض از همسایه است",
    rows=(ViolationRow("9990000018", "مددجوی یک", "مرکز ۷۰۱۱", "gas", "مددکار یک"),),
)


def _pages(pdf: bytes) -> int:
    counted = re.search(rb"/Type/Pages/Count ([0-9]+)", pdf)
    assert counted
    return int(counted[1])


def test_the_same_letter_gives_the_same_bytes() -> None:
    first = as_pdf(LETTER, AT)

    assert first.startswith(b"%PDF-")
    assert as_pdf(LETTER, AT) == first
    assert as_pdf(replace(LETTER, signer="علی رضایی"), AT) != first


def test_a_long_letter_is_seen_to_take_more_than_one_page() -> None:
    assert _pages(as_pdf(replace(LETTER, paragraphs=("بند",) * 60), AT)) > 1


def test_what_a_letter_says_is_never_read_as_markup() -> None:
    hostile = replace(
        LETTER, paragraphs=('#panic("x") *b* $x$ @y <b>',), addressee="<script>alert(1)</script>"
    )

    assert as_pdf(hostile, AT).startswith(b"%PDF-")
    assert "<script>" not in as_html(hostile)
    assert "&lt;script&gt;" in as_html(hostile)


def test_without_its_font_no_letter_is_made(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(letters, "_FONTS", tmp_path)

    with pytest.raises(LetterError):
        as_pdf(LETTER, AT)


def test_the_page_says_everything_that_the_letter_says() -> None:
    page = as_html(LETTER)

    for text in ("سازمان", "c1405/07/1", "بند نخست", "ab12", "مریم رضایی", "پانویس"):
        assert text in page
    assert '<html lang="fa" dir="rtl">' in page


def test_the_case_for_the_oversight_body_names_rows_authors_and_decision() -> None:
    letter = covers.violation_letter(CASE, sender="سازمان بهزیستی کشور")
    page = as_html(letter)

    for text in ("9990000018", "مددجوی یک", "مددکار یک", "رئیس شهرستان", "قبض از همسایه است"):
        assert text in page
    assert letter.addressee == "مرجع محترم نظارتی"
    assert _pages(as_pdf(letter, AT)) == 1


def test_the_letter_bears_the_day_of_the_decision_in_iran() -> None:
    late = AT.replace(hour=20, minute=31)  # after midnight in Tehran
    letter = covers.violation_letter(replace(CASE, decided_at=late), sender="سازمان")

    assert letter.date == "۴ آذر ۱۴۰۵"
    assert covers.violation_letter(CASE, sender="سازمان").date == "۳ آذر ۱۴۰۵"
    assert "تاریخ ۴ آذر ۱۴۰۵" in letter.paragraphs[1]


@pytest.mark.django_db
@pytest.mark.parametrize(("benefit", "other"), [("exemption", "تخفیف"), ("discount", "معافیت")])
def test_the_letters_of_a_package_fit_one_page_and_promise_nothing_free(
    settings: Settings, tmp_path: Path, benefit: str, other: str
) -> None:
    settings.HOME = tmp_path / "home"
    ground()
    basis = "بند (ی) تبصره ۸ ماده واحده قانون بودجه سال ۱۴۰۰ کل کشور"
    made_of = campaign(legal_basis=basis, benefit=benefit, title="قبوض ۱۴۰۵")
    approved(made_of, bills=bills(11))
    approved(made_of, ESTAHBAN, state="pending")
    made = released(without=["0702"], reason="راه بسته بود")
    out = tmp_path / "out"
    write_package(actor=OPERATOR, at=NOW, unit=FARS, release_id=made.release_id, out=out)

    for folder in ("gas-307", "hq-copy"):
        page = (out / folder / "letter.html").read_text("utf-8")
        assert covers.BENEFITS[benefit] in page
        assert other not in page
        assert "استهبان" in page
        assert "رایگان" not in page
        assert _pages((out / folder / "letter.pdf").read_bytes()) == 1
