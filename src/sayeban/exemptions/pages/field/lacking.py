"""What a household that was typed still lacks, before it is taken: each with its own question."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.forms.boundfield import BoundField

from sayeban.country.today import today_of
from sayeban.design.forms import first_box
from sayeban.exemptions import rules
from sayeban.exemptions.actions.collect_row import SENTENCES
from sayeban.exemptions.models import Campaign
from sayeban.exemptions.pages.field.form import FieldForm
from sayeban.exemptions.reads.one_row import RowView
from sayeban.exemptions.reads.required import number_rules, required_fields
from sayeban.exemptions.words import UTILITY_LABELS, field_label, missing_label

_BOXES: Final = {"bill_id": "bill", "number_pattern": "number"}

SAYS: Final = {
    "length": SENTENCES["bill_id.length"],
    "check_digit": SENTENCES["bill_id.check_digit"],
    "wrong_utility": SENTENCES["bill_id.wrong_utility"],
    "postal_code": SENTENCES["postal_code.invalid"],
    "mobile": SENTENCES["mobile.invalid"],
    "connected": missing_label("location.connected"),
}
"""What a phone without a network says by itself, by what it finds."""


@dataclass(frozen=True, slots=True)
class Lack:
    """One thing that is missing, and the box in which it is written.

    Without what is only `recommended` a household is complete.
    """

    text: str
    box: str
    recommended: bool = False


def lacking(campaign: Campaign, row: RowView, form: FieldForm, at: datetime) -> list[Lack]:
    """In the order of the questions; empty where a reason says why nothing is known.

    What a member holds of his household's head (note 4) is asked there.
    """
    typed = form.cleaned_data
    if typed["no_data_reason"] or any(each.copied for each in row.connections):
        return []
    facts = _facts(form)
    missing = rules.missing_fields(
        facts, today_of(at), frozenset(required_fields(campaign)), number_rules(row.unit.province)
    )
    lacks = {box: text for name in missing for box, text in _boxes(name, facts)}
    photos = _photos(row, form)
    only_wished = photos.keys() if campaign.documents == "recommended" else ()
    lacks |= photos
    return [
        Lack(lacks[each.name], first_box(each), each.name in only_wished)
        for each in _questions(form)
        if each.name in lacks
    ]


def asked_boxes(form: FieldForm) -> list[Lack]:
    """All that may be missing, in the same order and words, for a phone without a network."""
    words = {name: missing_label(name) for name in ("location", "tenure", "postal_code", "mobile")}
    words["tenancy_end"] = missing_label("tenancy_end.missing")
    for utility in form.utilities:
        words |= {
            f"{utility}_{_BOXES.get(fact, fact)}": missing_label(f"{utility}.{fact}")
            for fact in ("type", "bill_id", "number", "channel", "source")
        }
        words[f"{utility}_photo"] = _photo_label(utility)
    return [
        Lack(words[each.name], _first_name(each)) for each in _questions(form) if each.name in words
    ]


def _first_name(bound: BoundField) -> str:
    return f"{bound.html_name}_day" if bound.name == "tenancy_end" else bound.html_name


def _photo_label(utility: str) -> str:
    return f"عکس قبض یا کنتور {UTILITY_LABELS[utility]}"


def _questions(form: FieldForm) -> Iterator[BoundField]:
    yield from (*form.dwelling(), form["mobile"])
    for utility, _ in form.labelled():
        yield form[f"{utility}_type"]
        yield from form.details(utility)


def _facts(form: FieldForm) -> rules.RowFacts:
    typed = form.cleaned_data
    return rules.RowFacts(
        typed["location"],
        typed["tenure"],
        typed["tenancy_end"],
        typed["postal_code"],
        typed["mobile"],
        {
            utility: rules.ConnectionFacts(
                typed[f"{utility}_type"],
                typed[f"{utility}_bill"],
                typed[f"{utility}_number"],
                typed[f"{utility}_channel"],
                typed[f"{utility}_source"],
            )
            for utility in form.utilities
        },
    )


def _boxes(name: str, facts: rules.RowFacts) -> Iterator[tuple[str, str]]:
    """The names of the boxes of what rules.missing_fields names, each with its words."""
    first, _, rest = name.partition(".")
    if first in ("channel", "source"):
        for utility, connection in facts.connections.items():
            if connection.lacks_way(first):
                yield f"{utility}_{first}", field_label(first, utility)
    elif first not in rules.UTILITIES:
        yield first, missing_label(name)
    elif rest == "mobile":
        yield rest, missing_label(rest)
    else:
        yield f"{first}_{_BOXES.get(rest, rest)}", missing_label(name)


def _photos(row: RowView, form: FieldForm) -> dict[str, str]:
    """Of a dwelling that says it has no connections none is asked."""
    typed = form.cleaned_data
    if typed["location"] == "rural_unconnected":
        return {}
    kept = {each.utility for each in row.evidence} | set(form.photos())
    return {
        f"{utility}_photo": _photo_label(utility)
        for utility in form.utilities
        if rules.needs_document(typed[f"{utility}_type"]) and utility not in kept
    }
