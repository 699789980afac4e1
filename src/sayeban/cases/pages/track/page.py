"""Tracking: whoever holds the number sees where the request stands, and nothing about a person."""

from dataclasses import dataclass
from typing import Final

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponseBase
from django.utils import timezone
from django.views.decorators.cache import never_cache

from sayeban.cases.actions.track_counted import track_counted
from sayeban.cases.reads.track import Tracked
from sayeban.cases.refusals_case import TrackingOften
from sayeban.cases.rules import SAYS_NO
from sayeban.cases.tracked import InWords, beside, in_words
from sayeban.cases.tracking import is_whole, tracking_number
from sayeban.country.today import today_of
from sayeban.design.forms import CodeField
from sayeban.design.jinja import render
from sayeban.runtime.actor import SYSTEM
from sayeban.runtime.address import address_of
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door

_UNKNOWN: Final = "درخواستی با این شماره نداریم. رقم‌ها را با برگهٔ پیگیری یا پیامک بسنجید."
_LENGTH: Final = "شمارهٔ پیگیری دوازده رقم است. آن را از برگهٔ پیگیری یا پیامک دوباره بخوانید."
_SLIP: Final = (
    "یک رقم این شماره نادرست است یا دو رقم جابه‌جا شده است."
    " آن را رقم به رقم با برگهٔ پیگیری یا پیامک بسنجید."
)


class TrackForm(forms.Form):
    """The number on the slip."""

    number = CodeField(
        label="شمارهٔ پیگیری",
        length=14,  # with its gaps
        help_text="دوازده رقم روی برگهٔ پیگیری یا در پیامک",
        error_messages={"required": "شمارهٔ پیگیری را بنویسید."},
    )

    def clean_number(self) -> str:
        """The number; one with a slip in it is not even looked up."""
        if found := tracking_number(self.cleaned_data["number"]):
            return found
        raise ValidationError(_SLIP if is_whole(self.cleaned_data["number"]) else _LENGTH)


@dataclass(frozen=True, slots=True)
class TrackPage:
    """The form and, once a number was found, the case behind it and what the site says of it.

    `says_no`: its client reads why on his own page, and asks there for another look.
    """

    form: TrackForm
    case: InWords | None = None
    beside: tuple[str, ...] = ()
    says_no: bool = False


@never_cache
@door("anyone", methods=("GET", "POST"))
def track_case(request: Visit) -> HttpResponseBase:
    """پیگیری درخواست. The code on a slip leads here with the number filled in."""
    if request.method != "POST":
        form = TrackForm(None, initial={"number": tracking_number(request.GET.get("no", ""))})
        return render(request, "cases/track.jinja", TrackPage(form))
    form = TrackForm(request.POST)
    status = 422
    if form.is_valid():
        try:
            source, number = address_of(request.META), form.cleaned_data["number"]
            found = track_counted(number, source, timezone.now())
        except TrackingOften as refusal:
            form.add_error(None, refusal.message)
            status = 429
        else:
            if found is not None:
                return render(request, "cases/track.jinja", _page(found))
            form.add_error("number", _UNKNOWN)
    return render(request, "cases/track.jinja", TrackPage(form), status=status)


def _page(found: Tracked) -> TrackPage:
    today = today_of(timezone.now())
    with looking(SYSTEM):
        said = beside(found.case_id, today)
    return TrackPage(TrackForm(), in_words(found, today), said, found.result in SAYS_NO)
