"""ورود گروهی کارکنان: a preview of what a file would do, then the writing and the slips."""

import secrets
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from sayeban.accounts.public import (
    APPOINTING_POSTS,
    StaffBecomes,
    import_staff,
    staff_preview,
    user_names_by_username,
)
from sayeban.design.forms import UploadField
from sayeban.design.jinja import render
from sayeban.kit.refusals import Refusal
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door
from sayeban.sheets.public import DEFAULT_LIMITS

_MOST: Final = 5 * 1024**2
WORDS: Final = {
    "user": "کاربر تازه",
    "post": "سمت تازه",
    "name": "اصلاح نام یا همراه",
    "nothing": "بی‌تغییر",
}


class StaffForm(forms.Form):
    """A file of staff."""

    workbook = UploadField(
        most=min(_MOST, DEFAULT_LIMITS.file_bytes),
        label="فایل کارکنان",
        widget=forms.FileInput({"accept": ".xlsx,.csv"}),
        help_text=(
            "فایل xlsx یا csv با ستون‌های نام کاربری، نام و نام خانوادگی، سمت، واحد و شمارهٔ همراه."
            " واحد با کد یا نام، مانند «شهرستان آباده». چند سمت یک نفر در چند ردیف."
        ),
    )


@dataclass(frozen=True, slots=True)
class BecomesLine:
    """One good row with what it becomes in words."""

    full_name: str
    username: str
    post: str
    unit: str
    becomes: str
    changes: bool


@dataclass(frozen=True, slots=True)
class RejectedLine:
    """One refused row."""

    number: int
    sentence: str


@dataclass(frozen=True, slots=True)
class StaffImportPage:
    """The form; with `token` also the preview of the file that was sent.

    `changing` good rows change something, `unchanged` nothing; of each list the first hundreds.
    """

    form: StaffForm
    token: str = ""
    lines: tuple[BecomesLine, ...] = ()
    rejected: tuple[RejectedLine, ...] = ()
    changing: int = 0
    unchanged: int = 0
    refused: int = 0


@dataclass(frozen=True, slots=True)
class Slip:
    """What one new user is handed out, closed."""

    full_name: str
    username: str
    password: str


@dataclass(frozen=True, slots=True)
class SlipsPage:
    """What was written, and the slips, shown this once."""

    slips: tuple[Slip, ...]
    accepted: int
    unchanged: int
    rejected: int
    address: str


_SHOWN: Final = 300


@never_cache
@door(APPOINTING_POSTS, methods=("GET", "POST"))
def send(request: Visit) -> HttpResponse:
    """Send a file and see what it would do; nothing is written."""
    form = StaffForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data["workbook"]
        data = sent.read()
        token = secrets.token_hex() + Path(sent.name or "").suffix.lower()[:5]
        path = _stored(request, token)
        _keep(path, data)
        try:
            with looking(request.actor):
                page = _page(form, token, staff_preview(request.actor, path))
        except Refusal as refusal:
            form.add_error("workbook", refusal.message)
            shutil.rmtree(path.parent, ignore_errors=True)
        else:
            return render(request, "sites/staff_import.jinja", page)
    status = 422 if form.errors else 200
    return render(request, "sites/staff_import.jinja", StaffImportPage(form), status=status)


@never_cache
@door(APPOINTING_POSTS, methods=("POST",))
def write(request: Visit) -> HttpResponse:
    """Write what the preview showed; the one-time passwords are in this answer alone."""
    path = _stored(request, request.POST.get("token", ""))
    if not path.is_file():
        form = StaffForm({})
        form.add_error("workbook", "فایل پیش‌نمایش دیگر نیست. آن را دوباره بفرستید.")
        return render(request, "sites/staff_import.jinja", StaffImportPage(form), status=422)
    done = import_staff(actor=request.actor, at=timezone.now(), path=path)
    shutil.rmtree(path.parent, ignore_errors=True)
    with looking(request.actor):
        names = user_names_by_username(done.one_time_passwords)
    slips = (
        Slip(names.get(name, ""), name, password)
        for name, password in sorted(done.one_time_passwords.items())
    )
    counts, address = done.counts, request.build_absolute_uri(reverse("sign_in"))
    page = SlipsPage(tuple(slips), counts.accepted, counts.unchanged, counts.rejected, address)
    return render(request, "sites/slips.jinja", page)


def _stored(request: Visit, token: str) -> Path:
    """Where the file of a preview waits for its writing: of one user, under a name of its own."""
    name, _, suffix = token.partition(".")
    named = name if name.isalnum() and name.isascii() else "none"
    kind = suffix if suffix in ("xlsx", "csv") else "xlsx"
    folder = Path(tempfile.gettempdir())
    # A refusal names a CSV by its file name.
    return folder / f"sayeban-staff-{request.actor.user_id}-{named[:64]}" / f"staff.{kind}"


def _keep(path: Path, data: bytes) -> None:
    """For its user alone: the file names people and their telephones."""
    path.parent.mkdir(mode=0o700, exist_ok=True)
    path.write_bytes(data)


def _page(form: StaffForm, token: str, found: StaffBecomes) -> StaffImportPage:
    changing = [row for row in found.rows if row.becomes != "nothing"]
    lines = (
        BecomesLine(
            row.full_name,
            row.username,
            row.post,
            row.unit,
            WORDS[row.becomes],
            row.becomes != "nothing",
        )
        for row in sorted(found.rows, key=lambda row: row.becomes == "nothing")[:_SHOWN]
    )
    return StaffImportPage(
        form,
        token,
        tuple(lines),
        tuple(RejectedLine(*each) for each in found.rejected[:_SHOWN]),
        len(changing),
        len(found.rows) - len(changing),
        len(found.rejected),
    )
