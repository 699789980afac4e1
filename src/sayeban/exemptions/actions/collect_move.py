"""The new dwelling of a household that moved, collected by the unit where it lives now.

Read and judged as every row is (worksheet.typed, rules.missing_fields), in one sitting: the short
path takes what is complete alone.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

import polars as pl

from sayeban.country import text
from sayeban.country.today import today_of
from sayeban.exemptions import rights
from sayeban.exemptions.actions.collect_row import SENTENCES
from sayeban.exemptions.actions.collecting import may_collect
from sayeban.exemptions.actions.report_move import open_move
from sayeban.exemptions.models import Campaign, Exemption, Move, MoveSaid
from sayeban.exemptions.reads.bills_elsewhere import bills_elsewhere
from sayeban.exemptions.reads.required import number_rules, required_fields
from sayeban.exemptions.reads.worksheets import unit_of
from sayeban.exemptions.refusals_move import MeterTaken, MoveIncomplete
from sayeban.exemptions.rules import ConnectionFacts, RowFacts, missing_fields
from sayeban.exemptions.words import field_label, missing_label
from sayeban.exemptions.worksheet.typed import FORM_FIELDS, judge
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor
from sayeban.runtime.context import nationwide
from sayeban.runtime.refusals import AccessDenied

_LONGEST_ADDRESS = 300


@action("exemptions.collect_move", posts=rights.COLLECTORS, about=("number",))
def collect_move(
    *, actor: Actor, at: datetime, number: int, values: Mapping[str, str], on: date | None = None
) -> None:
    """Take the new dwelling: worksheet.typed.FORM_FIELDS and `address` as they were typed.

    `on` corrects the day of the move. Refuses move.unknown, move.decided, access.denied,
    move.incomplete (with its fields) and move.meter_taken.
    """
    move = open_move(number)
    if not may_collect(actor, unit_of(move)):
        raise AccessDenied
    campaign = Campaign.objects.get(pk=move.campaign_id)
    dwelling = _judged(campaign, move, values, today_of(at))
    refuse_taken(campaign, move, dwelling)
    with nationwide():
        move.dwelling = dwelling
        move.moved_on = min(on or move.moved_on, today_of(at))
        move.state, move.collected_at, move.collected_by = "collected", at, actor.user_id
        move.save()
        # What the client said himself he cannot take back any more.
        MoveSaid.objects.filter(
            household_id=move.household_id, withdrawn_at=None, taken_at=None
        ).update(taken_at=at)


def _judged(
    campaign: Campaign, move: Move, values: Mapping[str, str], today: date
) -> dict[str, str]:
    raw = {"ord": 0, "key": "", "sheet_version": 0, "sheet_digest": "", "national_id": ""}
    given = {name: values.get(name, "") for name in FORM_FIELDS}
    typed = judge(
        pl.DataFrame([raw | given], schema_overrides=dict.fromkeys(given, pl.String)),
        campaign.utilities,
    )
    marks = dict(typed.marks.select("column", "code").iter_rows())
    unread = {name: SENTENCES[code].rstrip(".") for name, code in marks.items()}
    stored = typed.rows.row(0, named=True)
    dwelling = {name: str(stored[name] or "") for name in FORM_FIELDS}
    dwelling["address"] = text.normalize(values.get("address", ""))[:_LONGEST_ADDRESS]
    if dwelling["location"] == "rural_unconnected":
        dwelling |= {f"{u}_type": dwelling[f"{u}_type"] or "none" for u in campaign.utilities}
    lacking = missing_fields(
        _facts(campaign, move, dwelling, stored["tenancy_end"]),
        today,
        frozenset(required_fields(campaign)),
        number_rules(move.province),
    )
    named = fields_of(lacking) | unread
    if not dwelling["address"]:
        named["address"] = "نشانی لازم است"
    if named:
        raise MoveIncomplete(named)
    return dwelling


def _facts(
    campaign: Campaign, move: Move, dwelling: Mapping[str, str], end: date | None
) -> RowFacts:
    return RowFacts(
        location=dwelling["location"],
        tenure=dwelling["tenure"],
        tenancy_end=end,
        postal_code=dwelling["postal_code"],
        mobile=dwelling["mobile"] or move.row.mobile,
        connections={
            u: ConnectionFacts(
                *(dwelling[f"{u}_{fact}"] for fact in ("type", "bill", "number")),
                *(dwelling[f"{u}_{fact}"] for fact in ("channel", "source")),
            )
            for u in campaign.utilities
        },
    )


def fields_of(lacking: Sequence[str]) -> dict[str, str]:
    """What missing_fields names, by form field ("gas.bill_id" is gas_bill) and in words."""
    named = {}
    for missing in lacking:
        head, _, fact = missing.partition(".")
        if fact in ("missing", "past", "connected"):
            named[head] = missing_label(missing)
        else:
            fact = {"bill_id": "bill", "number_pattern": "number"}.get(fact, fact)
            named[f"{head}_{fact}" if fact else head] = f"{missing_label(missing)} لازم است"
    return named


def refuse_taken(campaign: Campaign, move: Move, dwelling: Mapping[str, str]) -> None:
    """Refuse move.meter_taken where another household has a meter of the new dwelling as its own.

    Asked of the whole country.
    """
    bills = {
        utility: (dwelling[f"{utility}_bill"], dwelling[f"{utility}_type"])
        for utility in campaign.utilities
        if dwelling[f"{utility}_bill"]
    }
    taken = set(bills_elsewhere(campaign, move.row_id, bills))
    with nationwide():
        told = {
            (utility, bill)
            for utility, bill in Exemption.objects.filter(
                publisher=campaign.publisher,
                bill_id__in=[bill for bill, kind in bills.values() if kind == "private"],
                ended_on=None,
            )
            .exclude(household_id=move.household_id)
            .values_list("utility", "bill_id")
        }
    taken |= {utility for utility, (bill, _) in bills.items() if (utility, bill) in told}
    if taken:
        raise MeterTaken({f"{u}_bill": field_label("bill", u) for u in sorted(taken)})
