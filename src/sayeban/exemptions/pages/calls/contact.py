"""The log of one client's contacts, and one more of them (A-090)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from sayeban.country.formats import mobile
from sayeban.design.jinja import render
from sayeban.design.sorting import address
from sayeban.exemptions import rights
from sayeban.exemptions.actions.collecting import may_collect
from sayeban.exemptions.actions.log_contact import log_contact
from sayeban.exemptions.pages.answers import attempt, campaign_or_404, done
from sayeban.exemptions.pages.calls.form import ContactForm
from sayeban.exemptions.pages.row.page import record_look
from sayeban.exemptions.pages.units import UnitHead, unit_head
from sayeban.exemptions.reads.campaign import campaign_by_code
from sayeban.exemptions.reads.informing import contacts_of
from sayeban.exemptions.reads.one_row import RowView, row_by_key
from sayeban.exemptions.rules_contact import CONTACT_CHANNELS, STANDING_LABELS
from sayeban.runtime.answers import SeeOther
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door
from sayeban.runtime.refusals import AccessDenied

_LIST_KEYS = ("village", "standing", "sort")


@dataclass(frozen=True, slots=True)
class ContactLine:
    """One contact in words."""

    channel: str
    outcome: str
    note: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class ContactPage:
    """One client. `mobile` as it is dialled, "" where nobody knows it."""

    head: UnitHead
    key: UUID
    full_name: str
    mobile: str
    form: ContactForm
    contacts: tuple[ContactLine, ...]


@door(rights.COLLECTORS, methods=("GET", "POST"))
def contact(request: Visit, code: str, key: UUID) -> HttpResponseBase:
    """تماس‌های یک خانوار."""
    with looking(request.actor):
        head, row = _row(request, code, key)
    form = ContactForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and attempt(form, lambda: _log(request, code, key, form)):
        return _done(request, head, key)
    with looking(request.actor):
        record_look(request, key, "collect")
        page = ContactPage(
            head=head,
            key=key,
            full_name=row.full_name or "بدون نام",
            mobile=mobile.dialled(row.mobile),
            form=form,
            contacts=tuple(
                ContactLine(
                    CONTACT_CHANNELS[each.channel],
                    STANDING_LABELS[each.outcome],
                    each.note,
                    each.at,
                    each.by,
                )
                for each in contacts_of(row.id)
            ),
        )
        status = 422 if form.errors else 200
        return render(request, "exemptions/contact.jinja", page, status=status)


def _row(request: Visit, code: str, key: UUID) -> tuple[UnitHead, RowView]:
    campaign_or_404(code, timezone.now())
    row = row_by_key(campaign_by_code(code).pk, key)
    if row is None:
        raise Http404
    if not may_collect(request.actor, row.unit):
        raise AccessDenied
    return unit_head(request.actor, code, str(row.unit), timezone.now()), row


def _log(request: Visit, code: str, key: UUID, form: ContactForm) -> bool:
    log_contact(actor=request.actor, at=timezone.now(), code=code, key=key, **form.cleaned_data)
    return True


def _done(request: Visit, head: UnitHead, key: UUID) -> SeeOther:
    """Back to the list where the outcome was tapped there, else to the client's own page."""
    if "list" not in request.POST:
        return done(reverse("campaign_contact", args=[head.code, key]), "contact_kept")
    asked = {name: request.POST.get(name, "") for name in _LIST_KEYS}
    here = reverse("campaign_calls", args=[head.code, head.text])
    return SeeOther(address(here, {"done": "contact_kept", **asked}))
