"""The four sheets of the catalogue and their columns."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sayeban.cases.rules import CLOCKS, DOCUMENTS, GROUNDS, MOST_DAYS, MOST_LEGAL_DAYS, TELLS
from sayeban.cases.words import EXTENTS, GUARDIANS, LEVELS, NATURES, ROLES, TRIGGERS, TYPES
from sayeban.cases.workbook.cells import Cell, Choices

OWNER = "service"
"""In every sheet but the first: the code of the service that a row belongs to."""


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet. `part` is the list of the document that it holds, "" for the services."""

    part: str
    name: str
    cells: tuple[Cell, ...]


def _choices(words: Mapping[str, str]) -> Choices:
    return tuple(words.items())


def pages(departments: Mapping[str, str]) -> Sequence[Page]:
    """The sheets, with the names of the departments."""
    return (_services(_choices(departments)), _steps(_choices(departments)), _WAYS, _DOCUMENTS)


def _services(departments: Choices) -> Page:
    return Page(
        "",
        "خدمات",
        (
            Cell("code", "کد خدمت", required=True, width=22),
            Cell("title", "عنوان خدمت", required=True, width=40),
            Cell("search_words", "واژه‌های جستجو", "words", width=40),
            Cell("department", "معاونت", "choice", departments, required=True, width=24),
            Cell("legal_basis", "مبنای قانونی", width=40),
            Cell("form", "کد فرم", empty=None),
            Cell("rule", "کد قاعده", empty=None),
            Cell(
                "legal_deadline_days",
                "مهلت قانونی (روز)",
                "number",
                empty=None,
                span=(1, MOST_LEGAL_DAYS),
            ),
            Cell("start", "گام آغاز", required=True),
            *_IDENTITY,
        ),
    )


_IDENTITY = (
    Cell("sheet.service_id", "شناسهٔ خدمت"),
    Cell("sheet.provider", "دستگاه ارائه‌دهنده", width=24),
    Cell("sheet.parent_body", "دستگاه بالادست", width=24),
    Cell("sheet.description", "شرح خدمت", width=50),
    Cell("sheet.type", "نوع خدمت", "choice", _choices(TYPES)),
    Cell("sheet.recipients", "گیرندگان خدمت", width=24),
    Cell("sheet.nature", "ماهیت خدمت", "choice", _choices(NATURES)),
    Cell("sheet.level", "گسترهٔ خدمت", "choice", _choices(EXTENTS)),
    Cell("sheet.life_event", "رویداد زندگی"),
    Cell("sheet.trigger", "آغازگر خدمت", "choice", _choices(TRIGGERS)),
    Cell("sheet.monthly_volume", "شمار در ماه"),
    Cell("sheet.cost", "هزینه برای متقاضی"),
    Cell("sheet.channels.information", "راه اطلاع‌رسانی", "words"),
    Cell("sheet.channels.request", "راه درخواست", "words"),
    Cell("sheet.channels.production", "راه تولید خدمت", "words"),
    Cell("sheet.channels.delivery", "راه تحویل", "words"),
    Cell("sheet.inquiries", "استعلام‌ها", "words", width=30),
    Cell("sheet.sample", "نمونه است", "yes"),
    Cell("sheet.guardian", "دیدن سرپرست", "choice", _choices(GUARDIANS), empty=None, width=24),
)


def _steps(departments: Choices) -> Page:
    return Page(
        "steps",
        "گام‌ها",
        (
            Cell(OWNER, "کد خدمت", required=True, width=22),
            Cell("key", "کد گام", required=True),
            Cell("title", "عنوان گام", required=True, width=36),
            Cell("role", "سمت", "choice", _choices(ROLES), required=True, width=24),
            Cell("unit_level", "سطح واحد", "choice", _choices(LEVELS), required=True),
            Cell("department", "معاونت", "choice", departments, empty=None, width=24),
            Cell("days", "روز کاری", "number", required=True, width=10, span=(1, MOST_DAYS)),
            Cell("clock", "نوبت", "choice", _choices(CLOCKS), required=True),
            Cell("checklist", "فهرست بازبینی", "lines", width=40),
            Cell("tell_citizen", "پیام به متقاضی", "choice", _choices(TELLS), empty=None),
            Cell("parallel_with", "هم‌زمان با گام", empty=None),
        ),
    )


_WAYS = Page(
    "transitions",
    "گذارها",
    (
        Cell(OWNER, "کد خدمت", required=True, width=22),
        Cell("step", "از گام", required=True),
        Cell("outcome", "کد نتیجه", required=True),
        Cell("label", "عنوان نتیجه", required=True, width=36),
        Cell("to", "به گام یا پایان", "target", required=True, width=30),
        Cell("reason_required", "دلیل لازم است", "yes"),
        Cell("ground", "مبنای رد", "choice", _choices(GROUNDS), empty=None, width=30),
        Cell("documents", "مدرک‌های الزامی", "choice", _choices(DOCUMENTS), empty=None, width=30),
        Cell("guard", "شرط", "tree", empty=None, width=40),
    ),
)
_DOCUMENTS = Page(
    "documents",
    "مدرک‌ها",
    (
        Cell(OWNER, "کد خدمت", required=True, width=22),
        Cell("code", "کد مدرک", required=True),
        Cell("title", "عنوان مدرک", required=True, width=36),
        Cell("required", "الزامی", "yes"),
        Cell("when", "شرط", "tree", empty=None, width=40),
    ),
)
