"""What a page answers to a POST: a redirect that says what was done, or the form with its fault."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TypeVar
from urllib.parse import urlencode

from django import forms
from django.http import HttpResponseRedirect

from sayeban.kit.refusals import Refusal
from sayeban.runtime.refusals import AccessDenied

T = TypeVar("T")


class SeeOther(HttpResponseRedirect):
    """The answer to a POST that was done: look there now, with GET."""

    status_code = 303


def done(path: str, code: str = "") -> SeeOther:
    """Lead to `path`, which then says what was done; `code` is a key of sites.banners.DONE."""
    return SeeOther(f"{path}?{urlencode({'done': code})}" if code else path)


def attempt(
    form: forms.Form, act: Callable[[], T], at: Mapping[str, str] = MappingProxyType({})
) -> T | None:
    """Do what a valid form asks; a refusal becomes an error of the form and the answer None.

    `at` names the field that a refusal is said at, by its code; else it is one of the whole form.
    A missing right passes: no correction of the form would help, and the answer is 403.
    """
    try:
        return act()
    except AccessDenied:
        raise
    except Refusal as refusal:
        form.add_error(at.get(refusal.code), refusal.message)
        return None
