"""What the letters of a list and of a violation say.

No text promises a free bill: companies decide period by period who consumes little (A-003, A-006,
A-043).
"""

from sayeban.country import jalali
from sayeban.country.today import today_of
from sayeban.exemptions.package.letter import Fact, Letter
from sayeban.exemptions.reads.release import ReleaseFacts
from sayeban.exemptions.reads.violations import ViolationLetter, ViolationRow
from sayeban.exemptions.words import UTILITY_LABELS
from sayeban.kit.units import Unit
from sayeban.organisations.public import unit_label

BENEFITS = {
    "exemption": "معافیت برای مشترکان کم‌مصرف",
    "discount": "تخفیف برای مشترکان کم‌مصرف",
}
_FOOTER = "فقط مشترکان کم‌مصرف، در دامنه‌های اعلامی و طبق دستورالعمل شرکت، از این مزیت بهره می‌برند."
_HASH_SHOWN = 16


def company_letter(
    release: ReleaseFacts, *, utility: str, company_name: str, rows: int, sha256: str, key: str
) -> Letter:
    """The cover letter to one company. `key` is the fingerprint of the signing key."""
    name, benefit = UTILITY_LABELS[utility], BENEFITS[release.benefit]
    return _letter(
        release,
        addressee=f"مدیرعامل محترم {company_name}",
        subject=f"فهرست شمارهٔ {_n(release.number)} {name}، {benefit}",
        paragraphs=(
            f"با سلام و احترام، بر پایهٔ {release.legal_basis}، فهرست {_n(rows)} انشعاب {name}"
            f" مددجویان تحت پوشش در {release.province_label} برای {benefit} فرستاده می‌شود.",
            "این فهرست می‌گوید چه کسانی معرفی شده‌اند؛ کم‌مصرف بودن هر مشترک در هر دوره را آن شرکت با"
            " دستورالعمل خود تعیین می‌کند. کنتور مشاع در فهرست نیست.",
            "خواهشمند است بهره‌بردار نیز کنار مالک ثبت شود و ردیف‌های پذیرفته‌نشده با دلیل به این"
            " ادارهٔ کل برگردد. داده‌ها محرمانه‌اند و فقط برای همین کار به کار می‌روند.",
        ),
        rows=rows,
        sha256=sha256,
        key=key,
    )


def headquarters_letter(release: ReleaseFacts, *, rows: int, key: str) -> Letter:
    """The letter with the copy of the whole list (A-136)."""
    benefit = BENEFITS[release.benefit]
    return _letter(
        release,
        addressee="معاون محترم راهبری و توسعهٔ مراکز خدمات سازمان بهزیستی کشور",
        subject=f"رونوشت فهرست شمارهٔ {_n(release.number)} {release.province_label}، {benefit}",
        paragraphs=(
            f"با سلام و احترام، بر پایهٔ {release.legal_basis}، رونوشت فهرست نهایی"
            f" {release.province_label} برای {benefit} فرستاده می‌شود. خواهشمند است دریافت آن را ثبت"
            " کنید.",
        ),
        rows=rows,
        sha256=release.content_sha256,
        key=key,
    )


def violation_letter(case: ViolationLetter, *, sender: str) -> Letter:
    """The letter to the oversight body about one confirmed violation (A-112).

    `sender` is the publisher's name. It names persons and is meant for the addressee alone.
    """
    decided = today_of(case.decided_at)
    reason = f" دلیل: {case.reason}." if case.reason else ""
    return Letter(
        sender=sender,
        office=case.place,
        number=case.number,
        date=jalali.long_form(decided),
        attachment="ندارد",
        addressee="مرجع محترم نظارتی",
        subject=f"معرفی تخلف ثابت‌شده در {case.campaign}",
        paragraphs=(
            f"با سلام و احترام، در {case.campaign} (بر پایهٔ {case.legal_basis}) در تاریخ"
            f" {jalali.long_form(today_of(case.opened_at))} این ظن تخلف ثبت شد: {case.sentence}.",
            f"پس از بررسی در تاریخ {jalali.long_form(decided)}، تخلف دربارهٔ"
            f" {_n(len(case.rows))} ردیف"
            f" زیر ثابت شناخته شد و آن انشعاب‌ها از فهرست کنار گذاشته شد.{reason}",
            "مطابق شیوه‌نامه، ارائه و درج دادهٔ ناصواب تخلف است و به مراجع نظارتی معرفی می‌شود."
            " خواهشمند است نتیجهٔ رسیدگی به این واحد اعلام شود.",
        ),
        facts=(
            Fact("شناسهٔ قبض یا اثر تصویر", case.subject[:_HASH_SHOWN], code=True),
            *(fact for row in case.rows for fact in _violation_facts(row)),
        ),
        signer=case.decided_by,
        signer_post=case.place,
        footer="این نامه دادهٔ شخصی دارد و فقط برای گیرندهٔ آن است.",
    )


def _violation_facts(row: ViolationRow) -> tuple[Fact, Fact]:
    author = f"، گردآورنده: {row.author}" if row.author else ""
    return (
        Fact("کد ملی", row.national_id, code=True),
        Fact(
            "مددجو و انشعاب", f"{row.full_name}، {UTILITY_LABELS[row.utility]}، {row.unit}{author}"
        ),
    )


def _letter(
    release: ReleaseFacts,
    *,
    addressee: str,
    subject: str,
    paragraphs: tuple[str, ...],
    rows: int,
    sha256: str,
    key: str,
) -> Letter:
    office = f"ادارهٔ کل {release.province_label}"
    return Letter(
        sender=release.publisher_name,
        office=office,
        number=f"{release.campaign}/{release.province}/{release.number}",
        date=jalali.long_form(release.day),
        attachment="فهرست و امضای الکترونیکی آن",
        addressee=addressee,
        subject=subject,
        paragraphs=paragraphs + _scope_of(release),
        facts=(
            Fact("کارزار", release.title),
            Fact("مبنای قانونی", release.legal_basis),
            Fact("شمار ردیف‌ها", _n(rows)),
            Fact("اثر محتوا (آغاز sha256)", sha256[:_HASH_SHOWN], code=True),
            Fact("اثر انگشت کلید امضا", key, code=True),
            Fact("پاسخ‌گو", f"{office}، {release.publisher_name}"),
        ),
        signer=release.signer,
        signer_post=f"مدیرکل {release.province_label}",
        footer=_FOOTER,
    )


def _scope_of(release: ReleaseFacts) -> tuple[str, ...]:
    """Whether the list is a supplement, and whom it leaves out."""
    said = []
    if release.number > 1:
        said.append("این فهرست متمم فهرست‌های پیشین است و ردیف‌های آن‌ها را تکرار نمی‌کند.")
    if release.without:
        left_out = "، ".join(unit_label(Unit.of_county(county)) for county in release.without)
        said.append(f"ردیف‌های {left_out} هنوز نهایی نشده‌اند و در فهرست متمم می‌آیند.")
    return tuple(said)


def _n(value: int) -> str:
    return jalali.number(value)
