"""What a register was asked about a person whom it does not know: still unknown, and no more to
be asked today."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from sayeban.country import jalali
from sayeban.country.today import today_of
from sayeban.facts.conditions.sentences import Reason
from sayeban.facts.models import Inquiry
from sayeban.facts.reads.catalogue import CataloguedFact, catalogued

_SAID = "«{label}» استعلام شد؛ سامانه او را نمی‌شناسد ({day})."


def asked_in_vain(
    reasons: Sequence[Reason], missing: Collection[str], person_id: int, today: date
) -> tuple[Reason, ...]:
    """The reasons, of which one that waits for a fact in `missing` says where its register was
    asked already and knows nobody of this number, as long as that answer holds."""
    days = _days(person_id, today) if missing else {}
    if not days:
        return tuple(reasons)
    facts = catalogued()
    wanted = {key: facts[key] for key in missing if key in facts and facts[key].register in days}
    return tuple(_said(each, wanted, days) for each in reasons)


def _said(reason: Reason, wanted: dict[str, CataloguedFact], days: dict[str, date]) -> Reason:
    fact = next((wanted[key] for key in reason.facts if key in wanted), None)
    if fact is None or reason.kind != "ask":
        return reason
    day = jalali.long_form(days[fact.register])
    return replace(reason, text=_SAID.format(label=fact.label, day=day))


def _days(person_id: int, today: date) -> dict[str, date]:
    """The registers whose newest answer is that they do not know him, with its day."""
    newest = (
        Inquiry.objects.filter(person_id=person_id, received_at__isnull=False)
        .order_by("register_id", "-received_at", "-id")
        .distinct("register_id")
        .values_list("register_id", "status", "received_at", "valid_until")
    )
    return {
        register: today_of(at)
        for register, status, at, until in newest
        if status == "not_found" and at and until and today_of(until) >= today
    }
