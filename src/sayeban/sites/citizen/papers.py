"""A client sends a photo of a document that his request lacks, or takes it back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django import forms
from django.http import Http404, HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from sayeban.cases.public import DOCUMENT_STATES, OwnPaper, hand_in, own_papers, take_paper_back
from sayeban.design.forms import UploadField
from sayeban.design.jinja import render
from sayeban.design.parts import Tone
from sayeban.documents.public import MAX_BYTES
from sayeban.runtime.answers import attempt, done
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door
from sayeban.sites.citizen.finding import own_case_of, person_of

_TONES: Final[Mapping[str, Tone]] = {
    "missing": "warn",
    "received": "ok",
    "waived": "mute",
    "refused": "bad",
}


class OwnPaperForm(forms.Form):
    """The file, and how many he had sent when he opened the page."""

    upload = UploadField(
        most=MAX_BYTES,
        label="عکس یا PDF مدرک",
        help_text="کاغذ را روی میز بگذارید و از بالا عکس بگیرید. همهٔ نوشته‌ها باید خوانده شود.",
        widget=forms.FileInput({"accept": "image/*,.pdf"}),
        error_messages={"required": "عکس یا PDF مدرک را برگزینید."},
    )
    handed = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One document in words. `send` leads to where it is sent, `sent_at` is when he sent it.

    `sentence` says what he can do or why he cannot.
    """

    code: str
    title: str
    state: str
    tone: Tone
    sentence: str
    sent_at: datetime | None
    send: str
    take_back: str


@dataclass(frozen=True, slots=True)
class OwnPaperPage:
    """One document is sent. `refusal` is why the last one was refused, "" for none."""

    title: str
    refusal: str
    back: str
    form: OwnPaperForm


def lines_of(case_id: int, person: int) -> tuple[PaperLine, ...]:
    """The documents of his open case, within the scope of the running look."""
    return tuple(_line(case_id, each) for each in own_papers(case_id, person))


@door("citizen", methods=("GET", "POST"))
def own_paper(request: Visit, case_id: int, code: str) -> HttpResponseBase:
    """فرستادن یک مدرک درخواست خود."""
    with looking(request.actor):
        paper = _paper(request, case_id, code)
    back = reverse("own_case", args=[case_id])
    is_sent = request.method == "POST"
    if not is_sent and not paper.may_send:
        return done(back, "own_paper_not_wanted")
    data, files = (request.POST, request.FILES) if is_sent else (None, None)
    form = OwnPaperForm(data, files, initial={"handed": paper.handed})
    if form.is_valid() and attempt(form, lambda: _send(request, case_id, code, form)) is not None:
        return done(back, "own_paper_sent")
    page = OwnPaperPage(paper.title, paper.refusal, back, form)
    return render(request, "sites/own_paper.jinja", page, status=422 if form.errors else 200)


@door("citizen", methods=("POST",))
def own_paper_back(request: Visit, case_id: int, code: str) -> HttpResponseBase:
    """پس گرفتن مدرکی که خود فرستاد."""
    with looking(request.actor):
        _paper(request, case_id, code)
    take_paper_back(actor=request.actor, at=timezone.now(), case_id=case_id, code=code)
    return done(reverse("own_case", args=[case_id]), "own_paper_taken_back")


def _paper(request: Visit, case_id: int, code: str) -> OwnPaper:
    """His document; 404 for one of anybody else's case, and once the case is over."""
    own_case_of(request, case_id)
    for each in own_papers(case_id, person_of(request)):
        if each.code == code:
            return each
    raise Http404


def _send(request: Visit, case_id: int, code: str, form: OwnPaperForm) -> bool:
    return hand_in(
        actor=request.actor,
        at=timezone.now(),
        case_id=case_id,
        code=code,
        data=form.cleaned_data["upload"].read(),
        handed=form.cleaned_data["handed"],
    )


def _line(case_id: int, paper: OwnPaper) -> PaperLine:
    named = [case_id, paper.code]
    return PaperLine(
        paper.code,
        paper.title if paper.required else f"{paper.title} (اختیاری)",
        DOCUMENT_STATES[paper.state],
        _TONES[paper.state],
        _sentence(paper),
        paper.sent_at,
        reverse("own_paper", args=named) if paper.may_send else "",
        reverse("own_paper_back", args=named) if paper.may_take_back else "",
    )


def _sentence(paper: OwnPaper) -> str:
    if paper.state == "refused":
        last = "" if paper.may_send else " اصل آن را به میز خدمت بیاورید."
        return f"پذیرفته نشد، چون: «{paper.refusal}»{last}"
    if paper.state == "missing" and not paper.may_send:
        return "از این مدرک چند بار فایل فرستاده‌اید. اصل آن را به میز خدمت بیاورید."
    if paper.may_take_back:
        return "همکار ما هنوز آن را ندیده است."
    return ""
