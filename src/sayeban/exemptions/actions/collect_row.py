"""One row typed on a page ends where a workbook ends (architecture: single and bulk are one)."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

import polars as pl

from sayeban.exemptions import rights
from sayeban.exemptions.actions.collect_in_bulk import collect_in_bulk
from sayeban.exemptions.actions.collect_outcome import outcomes
from sayeban.exemptions.actions.collecting import terms_of
from sayeban.exemptions.actions.row_refusals import ROW_REFUSALS
from sayeban.exemptions.codes import COLLECT_FLAGS, COLLECT_REJECTS
from sayeban.exemptions.models import Campaign, Row
from sayeban.exemptions.reads.bills_elsewhere import ELSEWHERE, bills_elsewhere
from sayeban.exemptions.reads.campaign import open_campaign_by_code
from sayeban.exemptions.reads.worksheets import unit_of
from sayeban.exemptions.worksheet.book import Outcome
from sayeban.exemptions.worksheet.columns import KEYS
from sayeban.exemptions.worksheet.typed import FORM_FIELDS, Typed, judge
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor

SENTENCES = {code.code: code.sentence for code in (COLLECT_REJECTS | COLLECT_FLAGS).values()}
"""What is said of a value that cannot be taken, by its code."""


@action("campaign.collect_row", posts=rights.COLLECTORS, about=("code", "key"))
def collect_row(
    *, actor: Actor, at: datetime, code: str, key: UUID, version: int, values: Mapping[str, str]
) -> Outcome:
    """Take one row; `values` maps worksheet.typed.FORM_FIELDS to what was typed (absent = blank).

    `version` is that of the row when the form was shown; saved unchanged, the row is confirmed.
    Each connection has its own channel, source and method here. Refuses campaign.unknown,
    campaign.not_open, access.denied and, as RowRefused, each code of codes.COLLECT_REJECTS. The
    outcome says whether anything changed.
    """
    campaign = open_campaign_by_code(code, at)
    row = row_of(campaign, key)
    terms = terms_of(campaign, actor, at, unit_of(row))
    typed = judge(_frame(key, version, values), campaign.utilities)
    collect_in_bulk(
        campaign=campaign,
        me=actor.user_id,
        at=at,
        typed=typed.rows,
        terms=terms,
        confirming=True,
    )
    outcome = outcomes()[0]
    if outcome.code in ROW_REFUSALS:
        stored = dict(zip(KEYS, outcome.stored, strict=False))
        raise ROW_REFUSALS[outcome.code](_all_faults(campaign, row.pk, typed), stored)
    return outcome


def faulty_fields(
    campaign: Campaign, row_id: int, values: Mapping[str, str]
) -> tuple[dict[str, str], dict[str, str]]:
    """By form field, before anything is written: what cannot be read, and the bills that another
    household has, which are taken and looked into (A-113)."""
    typed = judge(_frame(UUID(int=0), 0, values), campaign.utilities)
    return _sentences(typed), _elsewhere(campaign, row_id, typed)


def _all_faults(campaign: Campaign, row_id: int, typed: Typed) -> dict[str, str]:
    """A form that comes back says all at once, bills of others too."""
    faults = _sentences(typed)
    return _elsewhere(campaign, row_id, typed) | faults if faults else {}


def _elsewhere(campaign: Campaign, row_id: int, typed: Typed) -> dict[str, str]:
    line = typed.rows.row(0, named=True)
    bills = {
        utility: (line[f"{utility}_bill"], line[f"{utility}_type"] or "")
        for utility in campaign.utilities
        if line[f"{utility}_bill"]
    }
    found = bills_elsewhere(campaign, row_id, bills)
    return {f"{utility}_bill": ELSEWHERE for utility in found}


def _sentences(typed: Typed) -> dict[str, str]:
    fields = dict(typed.marks.select("column", "code").iter_rows())
    return {field: SENTENCES[problem] for field, problem in fields.items()}


def row_of(campaign: Campaign, key: UUID) -> Row:
    """The row within the actor's places, else the refusal row.unknown_key."""
    row = Row.objects.filter(campaign=campaign, key=key).first()
    if row is None:
        raise ROW_REFUSALS["row.unknown_key"]
    return row


def _frame(key: UUID, version: int, values: Mapping[str, str]) -> pl.DataFrame:
    head: dict[str, str | int] = {
        "ord": 0,
        "key": key.hex,
        "sheet_version": version,
        "sheet_digest": "",
        "national_id": "",
    }
    typed = {name: values.get(name, "") for name in FORM_FIELDS}
    return pl.DataFrame([{**head, **typed}], schema_overrides=dict.fromkeys(typed, pl.String))
