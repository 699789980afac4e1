"""Suspicions and decided cases in words, in lists and on their own page."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from sayeban.accounts.public import user_names
from sayeban.exemptions import rights
from sayeban.exemptions.reads.violations import CandidateLine, HeldRow
from sayeban.exemptions.rules import STATE_LABELS, State
from sayeban.exemptions.words import UTILITY_LABELS
from sayeban.kit.units import Unit
from sayeban.organisations.public import unit_labels
from sayeban.runtime.actor import Actor

_DECIDERS = {"county": "رئیس", "province": "مدیرکل", "hq": "معاون"}
_DECIDED = {"confirmed": "تخلف ثابت شد", "cleared": "ظن رفع شد"}


@dataclass(frozen=True, slots=True)
class HeldShown:
    """One row that a suspicion holds; the lowest unit above all of them sees each.

    `campaign` is the title of the row's own: a suspicion may hold rows of two phases.
    """

    href: str
    campaign: str
    full_name: str
    national_id: str
    unit: str
    utility: str
    state: str
    author: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class CaseShown:
    """One suspicion or confirmed case. `mine`: the visitor may decide it.

    `about` are the connections concerned. `decided` says what became of it, "" while it is open;
    `decision` on what ground it was cleared and why, `by` whose decision it was.
    """

    key: str
    href: str
    sentence: str
    about: str
    subject: str
    place: str
    opened_at: datetime
    rows: tuple[HeldShown, ...]
    mine: bool
    is_confirmed: bool
    decided: str
    decision: str
    by: str
    decided_at: datetime | None

    @property
    def campaigns(self) -> tuple[str, ...]:
        """Of each row, or once where it is one for all."""
        found = tuple(row.campaign for row in self.rows)
        return found if len(set(found)) > 1 else found[:1]


def about(case: CandidateLine) -> str:
    """The connections that a case is about: «گاز»."""
    return "، ".join(dict.fromkeys(UTILITY_LABELS[row.utility] for row in case.rows))


def cases_shown(actor: Actor, code: str, found: Collection[CandidateLine]) -> list[CaseShown]:
    """The cases in words; the visitor decides those of his places that are open."""
    units = {case.place for case in found} | {row.unit for case in found for row in case.rows}
    labels = unit_labels(units)
    people = {row.author for case in found for row in case.rows}
    people |= {case.decided_by for case in found}
    names = user_names({person for person in people if person})
    held = _held(labels, names)
    return [
        CaseShown(
            case.key,
            reverse("campaign_violation", args=[code, int(case.key)]),
            case.sentence,
            about(case),
            case.subject if case.is_bill else "",
            f"{_DECIDERS[case.place.level]} {labels[case.place]}".strip(),
            case.opened_at,
            tuple(held(row) for row in case.rows),
            case.state == "open" and actor.reaches(rights.REVIEWERS, case.place),
            case.state == "confirmed",
            _DECIDED.get(case.state, ""),
            "، ".join(word for word in (case.why, case.reason) if word),
            names.get(case.decided_by or 0, "سامانه"),
            case.decided_at,
        )
        for case in found
    ]


def _held(labels: dict[Unit, str], names: dict[int, str]) -> Callable[[HeldRow], HeldShown]:
    def shown(row: HeldRow) -> HeldShown:
        return HeldShown(
            reverse("campaign_row", args=[row.campaign, row.row_key]),
            row.campaign_title,
            row.full_name or "بدون نام",
            row.national_id,
            labels[row.unit],
            UTILITY_LABELS[row.utility],
            STATE_LABELS[State(row.state)],
            names.get(row.author or 0, ""),
            row.is_confirmed,
        )

    return shown
