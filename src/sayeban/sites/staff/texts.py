"""متن پیامک‌ها: headquarters writes a text, another person approves it (S4)."""

from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.http import Http404, HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from sayeban.accounts.public import DEPUTY_TEXT, HQ_POSTS, Post, user_names
from sayeban.design.forms import TextField
from sayeban.design.jinja import render
from sayeban.exemptions.public import TEXT_NAMES, TextName
from sayeban.notices.public import (
    INFORM,
    TextVersion,
    approve_template,
    versions,
    write_template,
)
from sayeban.people.public import CODE_TEXT, DESK_CODE_TEXT, MOBILE_TEXT
from sayeban.runtime.answers import attempt, done
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door

_PRODUCT = "سامانه"
_NAMES = {
    **TEXT_NAMES,
    CODE_TEXT: TextName("کد ورود مددجو به صفحهٔ خود", ("کد",)),
    DESK_CODE_TEXT: TextName("کد شناسایی مددجو در میز خدمت", ("کد",)),
    MOBILE_TEXT: TextName("خبر به شمارهٔ پیشین که شمارهٔ همراه عوض شد", ()),
    DEPUTY_TEXT: TextName("خبر جانشینی به همکار", ("سمت", "واحد", "روز نخست", "روز آخر")),
}


class NewTextForm(forms.Form):
    """The next version of one text."""

    text = TextField(
        label="متن تازه",
        widget=forms.Textarea({"rows": 4}),
        help_text="جاهای خالی {0}، {1} و مانند آن همان بماند؛ سامانه آن‌ها را پر می‌کند."
        " {address} نشانی صفحهٔ پیگیری است و در سطر خود می‌ماند.",
        error_messages={"required": "متن پیام خالی است."},
    )


class InformTextForm(forms.Form):
    """The first version of another text to clients."""

    name = forms.RegexField(
        "^[a-z0-9-]{1,30}$",
        label="نام متن",
        widget=forms.TextInput({"dir": "ltr", "autocomplete": "off"}),
        help_text="به حروف کوچک لاتین، برای نمونه tenants.",
        error_messages={
            "required": "نام متن را بنویسید.",
            "invalid": "نام متن فقط حرف کوچک لاتین، رقم و خط تیره است.",
        },
    )
    text = TextField(
        label="متن پیامک به مددجویان",
        widget=forms.Textarea({"rows": 4}),
        help_text="{0} نام کارزار، {1} نام واحد و {2} آخرین روز است. هرگز نگویید قبض رایگان است.",
        error_messages={"required": "متن پیام خالی است."},
    )


@dataclass(frozen=True, slots=True)
class TextShown:
    """One version. `sent`: it is the one that is sent now; `waits`: it waits for its approval."""

    code: str
    name: str
    version: int
    text: str
    by: str
    at: datetime
    approved_by: str
    sent: bool
    waits: bool
    may_approve: bool


@dataclass(frozen=True, slots=True)
class TextsPage:
    """Of each text what is sent now and what waits for approval; `form` adds one to clients."""

    texts: tuple[TextShown, ...]
    form: InformTextForm


@dataclass(frozen=True, slots=True)
class TextPage:
    """One text with all its versions, and the form of the next one.

    `gaps` are pairs of a gap and what it stands for.
    """

    code: str
    name: str
    gaps: tuple[tuple[str, str], ...]
    versions: tuple[TextShown, ...]
    form: NewTextForm


@door(HQ_POSTS, methods=("GET", "POST"))
def text_list(request: Visit) -> HttpResponseBase:
    """متن پیامک‌ها و افزودن متنی برای مددجویان."""
    form = InformTextForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        code = INFORM + form.cleaned_data["name"]
        if attempt(form, lambda: _written(request, code, form)):
            return done(reverse("text", args=[code]), "text_written")
    with looking(request.actor):
        shown = [text for text in _shown(request, versions()) if text.sent or text.waits]
        page = TextsPage(tuple(shown), form)
        return render(request, "sites/texts.jinja", page, status=422 if form.errors else 200)


@door(HQ_POSTS, methods=("GET", "POST"))
def one_text(request: Visit, code: str) -> HttpResponseBase:
    """یک متن و نسخهٔ تازهٔ آن."""
    with looking(request.actor):
        known = versions(code)
    if not known:
        raise Http404
    form = NewTextForm(
        request.POST if request.method == "POST" else None, initial={"text": known[0].text}
    )
    if form.is_valid() and attempt(form, lambda: _written(request, code, form)):
        return done(reverse("text", args=[code]), "text_written")
    with looking(request.actor):
        page = TextPage(code, _name(code), _gaps(code), tuple(_shown(request, known)), form)
        return render(request, "sites/text.jinja", page, status=422 if form.errors else 200)


@door(frozenset({Post.HQ_DEPUTY}), methods=("POST",))
def approve(request: Visit, code: str, version: int) -> HttpResponseBase:
    """تأیید یک نسخه."""
    approve_template(actor=request.actor, at=timezone.now(), code=code, version=version)
    return done(reverse("text", args=[code]), "text_approved")


def _written(request: Visit, code: str, form: forms.Form) -> bool:
    text = form.cleaned_data["text"]
    write_template(actor=request.actor, at=timezone.now(), code=code, text=text)
    return True


def _name(code: str) -> str:
    """The name of a text; a text that the product does not know is called by its code."""
    return _NAMES[code].name if code in _NAMES else code


def _gaps(code: str) -> tuple[tuple[str, str], ...]:
    gaps = _NAMES[code].gaps if code in _NAMES else ()
    return tuple((f"{{{number}}}", meaning) for number, meaning in enumerate(gaps))


def _shown(request: Visit, found: list[TextVersion]) -> list[TextShown]:
    people = {each.written_by for each in found} | {each.approved_by for each in found}
    names = user_names({number for number in people if number is not None})
    newest: dict[str, int] = {}
    for each in found:
        if each.approved_at:
            newest[each.code] = max(each.version, newest.get(each.code, 0))
    return [
        TextShown(
            each.code,
            _name(each.code),
            each.version,
            each.text,
            names.get(each.written_by or 0, _PRODUCT),
            each.written_at,
            names.get(each.approved_by or 0, _PRODUCT) if each.approved_at else "",
            sent=each.version == newest.get(each.code),
            waits=each.approved_at is None and each.version > newest.get(each.code, 0),
            may_approve=Post.HQ_DEPUTY in request.actor.posts
            and not request.actor.eyes().saw(each.written_by, each.written_at),
        )
        for each in found
    ]
