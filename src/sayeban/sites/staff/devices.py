"""Phones that keep cases of today: one's own and those of the staff of one's units."""

from dataclasses import dataclass

from django.http import Http404, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from sayeban.accounts.public import DeviceRow, DeviceUnknown, devices, revoke_device
from sayeban.design.jinja import render
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door
from sayeban.sites.banners import back_to
from sayeban.sites.staff.asking import SurePage, asked_first


@dataclass(frozen=True, slots=True)
class DevicesPage:
    """The phones that the visitor may take out, those in use first."""

    devices: tuple[DeviceRow, ...]


@door("signed_in")
def device_list(request: Visit) -> HttpResponse:
    """گوشی‌ها."""
    asked = request.GET.get("user", "")
    user_id = int(asked) if asked.isascii() and asked.isdecimal() else 0
    found = devices(request.actor, timezone.now(), user_id)
    return render(request, "sites/devices.jinja", DevicesPage(tuple(found)))


@door("signed_in", methods=("POST",))
def revoke(request: Visit, device_id: int) -> HttpResponseBase:
    """A lost phone gets nothing any more and is wiped by its next contact."""
    with looking(request.actor):
        found = devices(request.actor, timezone.now())
    phone = next((each for each in found if each.id == device_id), None)
    if phone is None:
        raise Http404
    question = SurePage(
        "جدا کردن گوشی",
        f"{phone.label}، {phone.user}",
        "گوشی با نخستین تماسش پاک می‌شود، هرچه روی آن مانده و فرستاده نشده است از دست می‌رود و"
        " نشست‌های صاحبش بسته می‌شود.",
        "جدا کردن و پاک کردن",
        reverse("devices"),
    )
    if asking := asked_first(request, question):
        return asking
    try:
        revoke_device(actor=request.actor, at=timezone.now(), device_id=device_id, lost=True)
    except DeviceUnknown as unknown:
        raise Http404 from unknown
    return back_to(reverse("devices"), "device_revoked")
