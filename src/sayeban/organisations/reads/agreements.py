"""Agreements as pages, commands and machines see them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sayeban.country.today import today_of
from sayeban.organisations.agreements import DELIVERS, State, Steps, feed_id, state
from sayeban.organisations.models import Agreement, UtilityCompany


@dataclass(frozen=True, slots=True)
class AgreementFacts:
    """One agreement. `company_name` is that of the company in its first province."""

    id: int
    publisher: str
    utility: str
    company: str
    company_name: str
    provinces: tuple[str, ...]
    columns: tuple[str, ...]
    legal_basis: str
    purpose: str
    starts: date
    ends: date | None
    contact_name: str
    contact_phone: str
    proposed_at: datetime
    proposed_by: int | None
    activated_at: datetime | None
    activated_by: int | None
    ready_at: datetime | None
    ready_by: int | None
    ready_note: str
    delivering_at: datetime | None
    acknowledged_at: datetime | None
    ended_at: datetime | None
    ended_by: int | None
    end_reason: str
    state: State

    @property
    def delivers(self) -> bool:
        """Whether the company is given anything now."""
        return self.state in DELIVERS

    def feed(self, province: str) -> str:
        """The feed that it opens in a province."""
        return feed_id(self.publisher, self.utility, province, self.company)


def by_feed(found: Iterable[AgreementFacts]) -> dict[str, AgreementFacts]:
    """The newest agreement of each feed; one that runs goes before one that ended."""
    ordered = sorted(found, key=lambda each: (each.ended_at is None, each.id))
    return {each.feed(province): each for each in ordered for province in each.provinces}


def agreements(at: datetime, *, utility: str = "", company: str = "") -> list[AgreementFacts]:
    """All agreements, or those of one company, the running ones first."""
    found = Agreement.objects.order_by("ended_at", "utility", "company", "publisher", "-id")
    if utility:
        found = found.filter(utility=utility, company=company)
    return _facts(list(found), at)


def agreement(number: int, at: datetime) -> AgreementFacts | None:
    """One agreement by its number."""
    found = Agreement.objects.filter(pk=number).first()
    return _facts([found], at)[0] if found else None


def _facts(found: list[Agreement], at: datetime) -> list[AgreementFacts]:
    names = {
        (utility, code): name
        for utility, code, name in UtilityCompany.objects.order_by("-province").values_list(
            "utility", "code", "name"
        )
    }
    return [_one(each, names.get((each.utility, each.company), ""), at) for each in found]


def _one(each: Agreement, company_name: str, at: datetime) -> AgreementFacts:
    steps = Steps(
        each.starts,
        each.ends,
        each.activated_at,
        each.ready_at,
        each.delivering_at,
        each.acknowledged_at,
        each.ended_at,
    )
    return AgreementFacts(
        id=each.pk,
        publisher=each.publisher_id,
        utility=each.utility,
        company=each.company,
        company_name=company_name,
        provinces=tuple(each.provinces),
        columns=tuple(each.columns),
        legal_basis=each.legal_basis,
        purpose=each.purpose,
        starts=each.starts,
        ends=each.ends,
        contact_name=each.contact_name,
        contact_phone=each.contact_phone,
        proposed_at=each.proposed_at,
        proposed_by=each.proposed_by,
        activated_at=each.activated_at,
        activated_by=each.activated_by,
        ready_at=each.ready_at,
        ready_by=each.ready_by,
        ready_note=each.ready_note,
        delivering_at=each.delivering_at,
        acknowledged_at=each.acknowledged_at,
        ended_at=each.ended_at,
        ended_by=each.ended_by,
        end_reason=each.end_reason,
        state=state(steps, today_of(at)),
    )
