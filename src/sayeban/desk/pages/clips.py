"""Headquarters hears what pages say aloud, and puts a person's voice in the place of a clip."""

from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control

from sayeban.country import text
from sayeban.design.forms import UploadField, offer
from sayeban.design.jinja import render
from sayeban.desk.actions.record_clip import record_clip, restore_clip
from sayeban.desk.reads.recordings import (
    ClipRow,
    Replaced,
    clip_row,
    clip_rows,
    group_names,
    replaced,
    sound,
)
from sayeban.desk.refusals import ClipNotRecorded, ClipUnknown
from sayeban.desk.rules import HEADQUARTERS
from sayeban.desk.rules_sound import MOST
from sayeban.runtime.actor import SYSTEM
from sayeban.runtime.answers import attempt, done
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door

DONE: Final = {
    "clip_recorded": "صدای تازه ثبت شد و از همین حالا پخش می‌شود.",
    "clip_restored": "صدای ضبط‌شده برداشته شد و صدای پیشین سامانه پخش می‌شود.",
}
_SECONDS: Final = 600
"""So long a browser plays what it has; a replacement has another address."""


class ClipFilter(forms.Form):
    """Which sentences."""

    q = forms.CharField(label="واژه", required=False, max_length=60)
    group = forms.ChoiceField(label="کجا گفته می‌شود؟", required=False)

    def __init__(self, data: Any) -> None:  # noqa: ANN401 - a QueryDict
        super().__init__(data)
        offer(self.fields["group"], [("", "همه"), *group_names().items()])


class ClipFile(forms.Form):
    """A recording of one sentence."""

    sound = UploadField(
        most=MOST,
        label="فایل صدا",
        help_text="WebM، Ogg، MP3 یا WAV تا یک مگابایت. همین جمله را یک نفر آرام و روشن بخواند.",
    )


@dataclass(frozen=True, slots=True)
class ClipsPage:
    """The sentences; `count`: how many of them a person spoke."""

    form: ClipFilter
    clips: tuple[ClipRow, ...]
    count: int


@dataclass(frozen=True, slots=True)
class ClipPage:
    """One sentence with its sound and what stood before; `problem`: why nothing was taken back."""

    clip: ClipRow
    form: ClipFile
    before: tuple[Replaced, ...]
    problem: str


@door(HEADQUARTERS)
def clips(request: Visit) -> HttpResponse:
    """جمله‌هایی که صفحه‌ها می‌گویند، با صدا."""
    form = ClipFilter(request.GET)
    given = form.cleaned_data if form.is_valid() else {}
    found = tuple(clip_rows(text.normalize(given.get("q", "")), given.get("group", "")))
    page = ClipsPage(form, found, sum(each.at is not None for each in found))
    return render(request, "desk/clips.jinja", page)


@door(HEADQUARTERS, methods=("GET", "POST"))
def clip(request: Visit, key: str) -> HttpResponseBase:
    """یک جمله: شنیدن و گذاشتن صدای ضبط‌شده به جای آن."""
    form = ClipFile(request.POST, request.FILES) if request.method == "POST" else ClipFile()
    with looking(request.actor):
        _row_or_404(key)
    if form.is_valid() and attempt(form, lambda: _record(request, key, form), _AT) is not None:
        return done(reverse("desk_clip", args=[key]), "clip_recorded")
    return _show(request, key, form, "", 422 if form.errors else 200)


_AT: Final = {"clip.not_sound": "sound", "clip.too_large": "sound"}


@door(HEADQUARTERS, methods=("POST",))
def restore(request: Visit, key: str) -> HttpResponseBase:
    """برگشت به صدای پیشین سامانه."""
    try:
        restore_clip(actor=request.actor, at=timezone.now(), name=f"clips/{key}.ogg")
    except ClipUnknown as unknown:
        raise Http404 from unknown
    except ClipNotRecorded as not_recorded:
        return _show(request, key, ClipFile(), not_recorded.message, not_recorded.http_status)
    return done(reverse("desk_clip", args=[key]), "clip_restored")


@door("anyone")
def played(request: HttpRequest, number: int) -> HttpResponse:
    """صدای ضبط‌شدهٔ یک جمله."""
    del request
    try:
        with looking(SYSTEM):
            content, kind = sound(number)
    except ClipUnknown as unknown:
        raise Http404 from unknown
    answer = HttpResponse(content, content_type=kind)
    patch_cache_control(answer, public=True, max_age=_SECONDS)
    return answer


def _record(request: Visit, key: str, form: ClipFile) -> int:
    content = form.cleaned_data["sound"].read()
    return record_clip(
        actor=request.actor, at=timezone.now(), name=f"clips/{key}.ogg", content=content
    )


def _show(request: Visit, key: str, form: ClipFile, problem: str, status: int) -> HttpResponse:
    with looking(request.actor):
        page = ClipPage(_row_or_404(key), form, replaced(key), problem)
        return render(request, "desk/clip.jinja", page, status=status)


def _row_or_404(key: str) -> ClipRow:
    try:
        return clip_row(key)
    except ClipUnknown as unknown:
        raise Http404 from unknown
