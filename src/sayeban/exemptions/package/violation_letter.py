"""The letter to the oversight body about one confirmed violation (A-112, A-113)."""

from collections.abc import Sequence

from sayeban.country import jalali
from sayeban.country.today import today_of
from sayeban.exemptions.package.letter import Fact, Letter
from sayeban.exemptions.reads.violations import ViolationLetter, ViolationRow
from sayeban.exemptions.words import UTILITY_LABELS

_FOOTER = "این نامه محرمانه است و فقط برای رسیدگی همان مرجع فرستاده می‌شود."
_HASH_SHOWN = 16


def violation_letter(data: ViolationLetter, *, publisher: str) -> Letter:
    """The letter of one case; `publisher` is the organisation in whose name it is sent."""
    decided = jalali.long_form(today_of(data.decided_at))
    reason = f" نظر بررسی‌کننده: {data.reason}" if data.reason else ""
    return Letter(
        sender=publisher,
        office=data.place,
        number=data.number,
        date=decided,
        attachment="ندارد",
        addressee="مرجع محترم رسیدگی به تخلف‌ها",
        subject=f"تخلف ثابت‌شده در {data.campaign}",
        paragraphs=(
            f"با سلام و احترام، در اجرای {data.legal_basis} هنگام گردآوری اطلاعات انشعاب‌ها این"
            f" ظن پیش آمد: {data.sentence}.",
            f"پس از بررسی در تاریخ {decided}، تخلف دربارهٔ ردیف‌های زیر ثابت شناخته شد و آن"
            f" انشعاب‌ها از فهرست کنار گذاشته شد.{reason}",
            "خواهشمند است بر پایهٔ مقررات رسیدگی شود و نتیجه به این واحد برگردد.",
        ),
        facts=(_subject(data.subject), *_rows(data.rows)),
        signer=data.decided_by,
        signer_post=data.place,
        footer=_FOOTER,
    )


def _subject(subject: str) -> Fact:
    """The bill id, or the beginning of a picture's hash."""
    return Fact("موضوع (شناسهٔ قبض یا اثر تصویر)", subject[:_HASH_SHOWN], code=True)


def _rows(rows: Sequence[ViolationRow]) -> list[Fact]:
    facts = []
    for row in rows:
        utility = UTILITY_LABELS[row.utility]
        facts.append(Fact("کد ملی", row.national_id, code=True))
        author = f"، گردآورنده: {row.author}" if row.author else ""
        facts.append(Fact("مددجو و انشعاب", f"{row.full_name}، {utility}، {row.unit}{author}"))
    return facts
