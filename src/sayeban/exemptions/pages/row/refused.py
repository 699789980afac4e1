"""A refused row on its form: each sentence at its field, and what somebody else wrote meanwhile."""

from dataclasses import dataclass
from typing import Final

from sayeban.exemptions.actions.row_refusals import RowRefused
from sayeban.exemptions.pages.row.form import RowForm
from sayeban.exemptions.worksheet.columns import FIELDS

CONFLICT: Final = (
    "این ردیف پس از باز شدن فرم شما تغییر کرده است و این بار چیزی از شما ثبت نشد. دو مقدار را"
    " مقایسه کنید؛ اگر مقدارهای فرم درست است، دوباره ثبت کنید."
)
"""The code's own sentence speaks of a file, which a page has not."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """One value that somebody else wrote meanwhile, beside what the visitor typed."""

    label: str
    typed: str
    stored: str


def add_refusal(form: RowForm, refusal: RowRefused) -> tuple[Conflict, ...]:
    """The sentence at its field; after a conflict the form goes on with the present version."""
    # First of all, since a field with an error has no cleaned value any more.
    conflicts = _conflicts(form, refusal)
    for field, sentence in refusal.fields.items():
        form.add_error(field if field in form.fields else None, sentence)
    if refusal.code != "row.conflict":
        if not refusal.fields:
            form.add_error(None, refusal.message)
        return ()
    form.add_error(None, CONFLICT)
    form.data = dict(form.data.items()) | {"version": str(refusal.version)}
    return conflicts


def _conflicts(form: RowForm, refusal: RowRefused) -> tuple[Conflict, ...]:
    found = []
    for name, stored in refusal.stored.items():
        if name not in form.fields:
            continue
        typed = form.in_words(name)
        if typed != stored:
            found.append(Conflict(FIELDS[name].label, typed or "خالی", stored or "خالی"))
    return tuple(found)
