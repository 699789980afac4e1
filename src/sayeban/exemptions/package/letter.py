"""Official letters of one page, as PDF and as the same page in HTML.

A PDF's text layer loses half-spaces (ui.md 8), so whoever reads with a screen reader takes the
HTML. The text reaches the typesetter as data, never as markup.
"""

import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import ClassVar

import typst
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from sayeban import design
from sayeban.kit.refusals import Refusal

_HERE = Path(__file__).parent / "letters"
_FONTS = Path(design.__file__).parent / "static" / "vendor"
_HTML = Environment(
    loader=FileSystemLoader(_HERE), undefined=StrictUndefined, autoescape=True, trim_blocks=True
)


class LetterError(RuntimeError):
    """The typesetter warned, for instance of a missing font: a fault of the installation."""


class FontsMissing(Refusal):
    """The fonts of the letters were never fetched."""

    code: ClassVar[str] = "package.fonts_missing"
    sentence: ClassVar[str] = (
        "قلم نامه‌ها روی این سامانه نیست، پس نامهٔ بسته ساخته نمی‌شود و چیزی امضا نشد. مدیر سامانه"
        " دستور make assets را اجرا کند و سپس دوباره منتشر کنید."
    )
    reference: ClassVar[str] = "A-135"


def check_fonts() -> None:
    """Refuse package.fonts_missing where no letter could be set."""
    if not any(_FONTS.glob("*.ttf")):
        raise FontsMissing


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of a letter's table. `code`: figures and Latin letters, written left to right."""

    label: str
    value: str
    code: bool = False


@dataclass(frozen=True, slots=True)
class Letter:
    """What a letter says; every text is Persian and ready to be shown."""

    sender: str
    office: str
    number: str
    date: str
    attachment: str
    addressee: str
    subject: str
    paragraphs: tuple[str, ...]
    facts: tuple[Fact, ...]
    signer: str
    signer_post: str
    footer: str


def as_pdf(letter: Letter, at: datetime) -> bytes:
    """The letter as tagged PDF (PDF/UA-1); `at` is its time of creation, so bytes repeat."""
    pdf, warnings = typst.compile_with_warnings(
        str(_HERE / "letter.typ"),
        font_paths=[str(_FONTS)],
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"letter": json.dumps(asdict(letter), ensure_ascii=False)},
        pdf_standards=["ua-1"],
        timestamp=at.astimezone(UTC).replace(microsecond=0),  # typst takes whole seconds
    )
    if warnings:
        raise LetterError("; ".join(str(warning) for warning in warnings))
    assert isinstance(pdf, bytes)
    return pdf


def as_html(letter: Letter) -> str:
    """The same letter as one page without scripts."""
    return _HTML.get_template("letter.html").render(letter=letter)
