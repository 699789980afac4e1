"""The visitor chooses his own password; after the first sign-in he must."""

from dataclasses import dataclass

from django import forms
from django.http import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from sayeban.accounts.public import change_password
from sayeban.design.jinja import render
from sayeban.kit.refusals import Refusal
from sayeban.runtime.doors import Visit, door
from sayeban.sites import visitors
from sayeban.sites.banners import back_to


class PasswordForm(forms.Form):
    """Present and new password, the new one twice; nothing is stripped or normalised."""

    present = forms.CharField(
        label="گذرواژهٔ کنونی",
        strip=False,
        help_text="در نخستین ورود: گذرواژهٔ یک‌بارمصرفی که به شما داده‌اند.",
        widget=forms.PasswordInput({"dir": "ltr", "autocomplete": "current-password"}),
        error_messages={"required": "گذرواژهٔ کنونی را بنویسید."},
    )
    chosen = forms.CharField(
        label="گذرواژهٔ تازه",
        strip=False,
        help_text="دست‌کم ۱۲ نویسه؛ چند واژهٔ بی‌ربط که در یاد می‌ماند بهتر از نشانه‌های دشوار است.",
        widget=forms.PasswordInput({"dir": "ltr", "autocomplete": "new-password"}),
        error_messages={"required": "گذرواژهٔ تازه را بنویسید."},
    )
    again = forms.CharField(
        label="تکرار گذرواژهٔ تازه",
        strip=False,
        widget=forms.PasswordInput({"dir": "ltr", "autocomplete": "new-password"}),
        error_messages={"required": "گذرواژهٔ تازه را دوباره بنویسید."},
    )

    def clean_again(self) -> str:
        """The two must be equal."""
        again: str = self.cleaned_data["again"]
        if again != self.cleaned_data.get("chosen", again):
            raise forms.ValidationError("تکرار با گذرواژهٔ تازه یکی نیست.")
        return again


@dataclass(frozen=True, slots=True)
class PasswordPage:
    """`must`: the password is a one-time one."""

    form: PasswordForm
    must: bool


@never_cache
@door("signed_in", methods=("GET", "POST"))
def change(request: Visit) -> HttpResponseBase:
    """Change the visitor's password; his session goes on, his others end."""
    visitor = visitors.visitor(request)
    form = PasswordForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        present, chosen = form.cleaned_data["present"], form.cleaned_data["chosen"]
        try:
            signed_in = change_password(
                actor=request.actor, at=timezone.now(), present=present, chosen=chosen
            )
        except Refusal as refusal:
            form.add_error(
                "present" if refusal.code == "password.wrong" else "chosen", refusal.message
            )
        else:
            visitors.begin(request, signed_in)
            return back_to(reverse("home"), "password_changed")
    page = PasswordPage(form, bool(visitor and visitor.must_change_password))
    return render(request, "sites/password.jinja", page, status=422 if form.errors else 200)
