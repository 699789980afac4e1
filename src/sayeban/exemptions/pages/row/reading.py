"""What a message's text or a bill's picture gives for the boxes of a row; the visitor saves it.

Nothing of the row changes here. A picture becomes a document of its connection, read or not.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from sayeban.country.formats import barcode26
from sayeban.documents.public import BarcodeReader
from sayeban.exemptions.actions.attach_documents import attach_document
from sayeban.exemptions.actions.read_message import read_message
from sayeban.exemptions.pages.answers import attempt
from sayeban.exemptions.pages.row.fill_form import FillForm
from sayeban.exemptions.reads.evidence_document import evidence_of
from sayeban.exemptions.rules_texts import Found, read_barcode
from sayeban.exemptions.words import UTILITY_LABELS
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit

_NOTHING_IN_TEXT = (
    "شناسهٔ قبض درستی در این متن پیدا نشد. پیامک را کامل بچسبانید یا شناسه را خودتان بنویسید."
)
_NOTHING_IN_PICTURE = (
    "عکس پیوست شد ولی بارکد آب، برق یا گاز در آن خوانده نشد. شناسه را از روی قبض بنویسید، یا"
    " از نزدیک‌تر و در نور بهتر دوباره عکس بگیرید."
)
_NOTHING_IN_CODE = (
    "این شماره بارکدی از قبض آب، برق یا گاز نیست یا درست خوانده نشد. دوباره بخوانید یا شناسه را"
    " خودتان بنویسید."
)
_NOTHING = {
    "message": _NOTHING_IN_TEXT,
    "picture": _NOTHING_IN_PICTURE,
    "barcode": _NOTHING_IN_CODE,
}
_ATTACHED = "عکس پیوست شد."
_FOUND = "پیدا شد و در خانه‌های زیر نشست. با قبض بسنجید و سپس ثبت کنید؛ هنوز چیزی ثبت نشده است."
_OTHER = "این قبض از انشعاب‌های این کارزار نیست."
_UNPLACED = (
    "بارکد آب، برق یا گاز در عکس خوانده نشد. بگویید قبض کدام انشعاب است و عکس را دوباره برگزینید."
)
_SEVERAL = "چند قبض از یک انشعاب پیدا شد. قبض این خانوار را خودتان در خانهٔ آن بنویسید."


_WAYS = {
    "message": ("paste", "sms"),
    "picture": ("scan", "bill_picture"),
    "barcode": ("scan", "paper_slip"),
}
"""Entry method and source of what was found."""


@dataclass(frozen=True, slots=True)
class FoundShown:
    """What a message or a picture gave for one connection; `filled`: it stands in the boxes now."""

    label: str
    bill_id: str
    payment_id: str
    rial: int | None
    number: str
    filled: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """What was sent to be read (`form`, with its errors), what became of it in words, and where its
    picture is. `filled`: what was typed so far with what was found in its boxes.
    """

    form: FillForm
    filled: QueryDict
    found: tuple[FoundShown, ...] = ()
    said: str = ""
    picture: str = ""


def read(request: Visit, code: str, key: UUID, utilities: tuple[str, ...]) -> Reading:
    """Read what was sent by the button that was pressed."""
    asked = request.POST.get("fill", "")
    wanted = asked if asked in _WAYS else "message"
    names = {name: UTILITY_LABELS[name] for name in utilities}
    form = FillForm(request.POST, request.FILES, utilities=names, wanted=wanted)
    found: list[Found] | None = None
    if form.is_valid():
        found = attempt(form, lambda: _READERS[wanted](request, code, key, form))
    filled = _filled(request.POST, found or [], utilities, _WAYS[wanted])
    if found is None:
        return Reading(form, filled)
    with looking(request.actor):
        picture = _address(code, key, form) if wanted == "picture" else ""
    shown = _shown(found, utilities)
    return Reading(form, filled, shown, _said(found, utilities, wanted), picture)


def _message_read(request: Visit, code: str, key: UUID, form: FillForm) -> list[Found]:
    return read_message(
        actor=request.actor,
        at=timezone.now(),
        code=code,
        key=key,
        text=form.cleaned_data["message"],
    )


def _picture_read(request: Visit, code: str, key: UUID, form: FillForm) -> list[Found] | None:
    """What the barcode says; the picture is attached to its connection, else to the chosen one.

    None where neither says which: a picture that belongs to no connection is not kept.
    """
    typed = form.cleaned_data
    data = typed["picture"].read()
    found = barcode_of(data)
    named = found.utility if found else ""
    if named in dict(form.fields["utility"].choices):  # type: ignore[attr-defined]  # ChoiceField
        typed["utility"] = named
    if not typed["utility"]:
        form.add_error("utility", _OTHER if found else _UNPLACED)
        return None
    attach_document(
        actor=request.actor,
        at=timezone.now(),
        code=code,
        key=key,
        utility=typed["utility"],
        data=data,
    )
    typed["sha256"] = hashlib.sha256(data).hexdigest()
    return [found] if found else []


def _code_read(_request: Visit, _code: str, _key: UUID, form: FillForm) -> list[Found]:
    """What a scanner, the camera or a hand wrote; its check digits are asked here."""
    typed = form.cleaned_data["barcode"]
    found = read_barcode(typed) if barcode26.valid(typed) else None
    return [found] if found else []


_READERS: Mapping[str, Callable[[Visit, str, UUID, FillForm], list[Found] | None]] = {
    "message": _message_read,
    "picture": _picture_read,
    "barcode": _code_read,
}


def barcode_of(data: bytes) -> Found | None:
    """The connection that the barcode of a picture names."""
    with BarcodeReader() as reader:
        code = reader.read(data, barcode26.valid)
    return read_barcode(code) if code else None


def _address(code: str, key: UUID, form: FillForm) -> str:
    typed = form.cleaned_data
    evidence = evidence_of(key, typed["utility"], typed["sha256"])
    return reverse("campaign_row_document", args=[code, key, evidence]) if evidence else ""


def _fitting(found: Sequence[Found], utilities: tuple[str, ...]) -> list[Found]:
    """Those of the campaign's connections that are named once: of two bills nobody can choose."""
    named = Counter(each.utility for each in found)
    return [each for each in found if named[each.utility] == 1 and each.utility in utilities]


def _filled(
    typed: QueryDict, found: Sequence[Found], utilities: tuple[str, ...], way: tuple[str, str]
) -> QueryDict:
    """What was typed so far with what was found in its boxes."""
    method, source = way
    values = typed.copy()
    for each in _fitting(found, utilities):
        utility = each.utility
        values[f"{utility}_method"], values[f"{utility}_source"] = method, source
        if each.number:
            values[f"{utility}_number"] = each.number
        if each.bill_id:
            values[f"{utility}_bill"] = each.bill_id
            if values.get(f"{utility}_type") != "shared":
                values[f"{utility}_type"] = "private"
    return values


def _shown(found: Sequence[Found], utilities: tuple[str, ...]) -> tuple[FoundShown, ...]:
    fitting = _fitting(found, utilities)
    return tuple(
        FoundShown(
            UTILITY_LABELS[each.utility],
            each.bill_id,
            each.payment_id.lstrip("0"),
            each.rial,
            each.number,
            each in fitting,
        )
        for each in found
    )


def _said(found: Sequence[Found], utilities: tuple[str, ...], wanted: str) -> str:
    if not found:
        return _NOTHING[wanted]
    if _fitting(found, utilities):
        said = _FOUND
    else:
        said = _SEVERAL if any(each.utility in utilities for each in found) else _OTHER
    return f"{_ATTACHED} {said}" if wanted == "picture" else said
