"""Headquarters keeps the agreements with the utility companies (A-022, A-023)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from sayeban.kit.refusals import Refusal
from sayeban.organisations.models import (
    COLUMNS,
    Agreement,
    SupportInstitution,
    UtilityCompany,
)
from sayeban.organisations.rules import AGREEMENT_ACTIVATORS, HEADQUARTERS
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor


class AgreementTermsMissing(Refusal):
    """An agreement without its basis, purpose or contact."""

    code: ClassVar[str] = "agreement.terms_missing"
    sentence: ClassVar[str] = (
        "مبنای قانونی، هدف، نام و تلفن رابط شرکت را بنویسید؛ توافق‌نامه بدون آن‌ها ثبت نمی‌شود."
    )
    reference: ClassVar[str] = "A-022"


class AgreementCompanyUnknown(Refusal):
    """The company, its provinces or the publisher are not known."""

    code: ClassVar[str] = "agreement.company_unknown"
    sentence: ClassVar[str] = (
        "این شرکت در همهٔ استان‌های نام‌برده ثبت نشده است، یا نهاد معرفی‌کننده شناخته نیست. فهرست"
        " شرکت‌ها را بررسی کنید."
    )
    reference: ClassVar[str] = "A-022"


class AgreementColumns(Refusal):
    """A column that no agreement can give."""

    code: ClassVar[str] = "agreement.columns"
    sentence: ClassVar[str] = "ستون‌های برگزیده شناخته نیست. ستون‌ها را از فهرست برگزینید."
    reference: ClassVar[str] = "A-022"


class AgreementSpan(Refusal):
    """It ends before it begins."""

    code: ClassVar[str] = "agreement.span"
    sentence: ClassVar[str] = "پایان توافق‌نامه پیش از آغاز آن است. تاریخ‌ها را درست کنید."


class AgreementRuns(Refusal):
    """The company has an agreement with this publisher already."""

    code: ClassVar[str] = "agreement.runs"
    sentence: ClassVar[str] = (
        "این شرکت با همین نهاد توافق‌نامهٔ پایان‌نیافته دارد. نخست به آن پایان دهید."
    )


class AgreementUnknown(Refusal):
    """No agreement has this number."""

    code: ClassVar[str] = "agreement.unknown"
    sentence: ClassVar[str] = "این توافق‌نامه یافت نشد. آن را از فهرست برگزینید."


class AgreementStep(Refusal):
    """The step does not follow from where the agreement stands."""

    code: ClassVar[str] = "agreement.step"
    sentence: ClassVar[str] = (
        "این گام اکنون ممکن نیست: توافق‌نامه نافذ نشده، پیش‌تر همین گام را گذرانده یا پایان یافته"
        " است. صفحهٔ آن را دوباره ببینید."
    )
    reference: ClassVar[str] = "A-023"


class AgreementSecondPerson(Refusal):
    """Whoever proposed it puts it into force."""

    code: ClassVar[str] = "agreement.second_person"
    sentence: ClassVar[str] = (
        "توافق‌نامه را کسی جز پیشنهاددهندهٔ آن نافذ می‌کند. از همکار دیگری در ستاد بخواهید."
    )
    reference: ClassVar[str] = "S4"


class AgreementNoteMissing(Refusal):
    """Readiness or an end without what it rests on."""

    code: ClassVar[str] = "agreement.note_missing"
    sentence: ClassVar[str] = (
        "بنویسید بر چه پایه‌ای: شمارهٔ نامهٔ اعلام آمادگی شرکت، یا دلیل پایان توافق‌نامه."
    )
    reference: ClassVar[str] = "A-023"


@dataclass(frozen=True, slots=True)
class AgreementTerms:
    """What is agreed. `columns` of models.COLUMNS; `ends` is its last day, None without an end."""

    publisher: str
    utility: str
    company: str
    provinces: Collection[str]
    columns: Collection[str]
    legal_basis: str
    purpose: str
    starts: date
    ends: date | None
    contact_name: str
    contact_phone: str


@action("organisations.propose_agreement", posts=HEADQUARTERS, operator=True)
def propose_agreement(*, actor: Actor, at: datetime, terms: AgreementTerms) -> int:
    """The number of the new agreement, which gives nothing until somebody else activates it.

    Refuses agreement.terms_missing, agreement.columns, agreement.span, agreement.company_unknown
    and agreement.runs.
    """
    _refuse_bad(terms)
    running = Agreement.objects.filter(
        publisher=terms.publisher, utility=terms.utility, company=terms.company, ended_at=None
    )
    if running.exists():
        raise AgreementRuns
    made = Agreement.objects.create(
        publisher_id=terms.publisher,
        utility=terms.utility,
        company=terms.company,
        provinces=sorted(set(terms.provinces)),
        columns=[name for name in COLUMNS if name in terms.columns],
        legal_basis=terms.legal_basis.strip(),
        purpose=terms.purpose.strip(),
        starts=terms.starts,
        ends=terms.ends,
        contact_name=terms.contact_name.strip(),
        contact_phone=terms.contact_phone.strip(),
        proposed_at=at,
        proposed_by=actor.user_id,
    )
    return made.pk


def _refuse_bad(terms: AgreementTerms) -> None:
    said = (terms.legal_basis, terms.purpose, terms.contact_name, terms.contact_phone)
    if not all(text.strip() for text in said):
        raise AgreementTermsMissing
    if not set(terms.columns) <= set(COLUMNS):
        raise AgreementColumns
    if terms.ends and terms.ends < terms.starts:
        raise AgreementSpan
    known = UtilityCompany.objects.filter(
        utility=terms.utility, code=terms.company, province__in=set(terms.provinces)
    ).count()
    publisher = SupportInstitution.objects.filter(pk=terms.publisher)
    if not terms.provinces or known < len(set(terms.provinces)) or not publisher.exists():
        raise AgreementCompanyUnknown


@action("organisations.activate_agreement", posts=AGREEMENT_ACTIVATORS, about=("agreement",))
def activate_agreement(*, actor: Actor, at: datetime, agreement: int) -> None:
    """A second person puts it into force.

    Refuses agreement.unknown, agreement.step and agreement.second_person.
    """
    found = _locked(agreement)
    if found.ended_at or found.activated_at:
        raise AgreementStep
    if actor.eyes().saw(found.proposed_by, found.proposed_at):
        raise AgreementSecondPerson
    found.activated_at, found.activated_by = at, actor.user_id
    found.save(update_fields=["activated_at", "activated_by"])


@action(
    "organisations.declare_company_ready", posts=HEADQUARTERS, operator=True, about=("agreement",)
)
def declare_company_ready(*, actor: Actor, at: datetime, agreement: int, note: str) -> None:
    """The company said that it can receive; `note` says where, as the number of its letter.

    Refuses agreement.unknown, agreement.note_missing and agreement.step.
    """
    found = _locked(agreement)
    if not note.strip():
        raise AgreementNoteMissing
    if found.ended_at or found.ready_at or found.activated_at is None:
        raise AgreementStep
    found.ready_at, found.ready_by, found.ready_note = at, actor.user_id, note.strip()
    found.save(update_fields=["ready_at", "ready_by", "ready_note"])


@action("organisations.end_agreement", posts=HEADQUARTERS, operator=True, about=("agreement",))
def end_agreement(*, actor: Actor, at: datetime, agreement: int, reason: str) -> None:
    """Nothing more is delivered from now on; a proposal is withdrawn the same way.

    Refuses agreement.unknown, agreement.note_missing and agreement.step.
    """
    found = _locked(agreement)
    if not reason.strip():
        raise AgreementNoteMissing
    if found.ended_at:
        raise AgreementStep
    found.ended_at, found.ended_by, found.end_reason = at, actor.user_id, reason.strip()
    found.save(update_fields=["ended_at", "ended_by", "end_reason"])


def _locked(agreement: int) -> Agreement:
    found = Agreement.objects.select_for_update().filter(pk=agreement).first()
    if found is None:
        raise AgreementUnknown
    return found
