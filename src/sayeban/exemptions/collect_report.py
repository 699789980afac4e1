"""What a collector sent, taken and accounted for: on the page at once or by the worker."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import polars as pl

from sayeban.exemptions.actions.attach_documents import Attached, attach_documents
from sayeban.exemptions.actions.collect_workbook import CollectedWorkbook, collect_workbook
from sayeban.exemptions.codes import COLLECT_REJECTS
from sayeban.exemptions.report_files import keep_report
from sayeban.exemptions.worksheet.columns import FIELDS
from sayeban.kit.progress import Report, unwatched
from sayeban.runtime.actor import Actor

SHOWN = 200
"""Refused rows that an account names; all of them are in the marked workbook."""


@dataclass(frozen=True, slots=True)
class Sent:
    """One file of the collector: where it lies, and how he calls it."""

    path: Path
    name: str


def take(
    *,
    actor: Actor,
    at: datetime,
    about: Mapping[str, str],
    worksheet: Sent | None,
    documents: Sent | None,
    report: Report = unwatched,
) -> str:
    """Give the files, at least one, to the command and keep its account; gives the report's name.

    `about` has code and unit of the page. Sending a file again is safe, so is taking it twice.
    """
    user, code = actor.user_id or 0, about["code"]
    kept: dict[str, Any] = {**about, "at": at.isoformat()}
    if worksheet is None:
        assert documents
        attached = attach_documents(actor=actor, at=at, code=code, path=documents.path)
        return keep_report(
            user, {**kept, "name": documents.name, "documents": _of_documents(attached)}
        )
    collected = collect_workbook(
        actor=actor,
        at=at,
        code=code,
        path=worksheet.path,
        documents=documents.path if documents else None,
        name=worksheet.name,
    )
    report(1, 2)
    kept |= {"name": collected.file, "worksheet": _of_worksheet(collected)}
    if collected.documents:
        kept["documents"] = _of_documents(collected.documents)
    return keep_report(user, kept, collected.write_report)


def _of_worksheet(collected: CollectedWorkbook) -> dict[str, Any]:
    counts = collected.counts
    labels = _columns(collected.marks)
    rejected = [
        (str(number), outcome.code, labels.get((number, outcome.code), ""))
        for number, outcome in sorted(collected.outcomes.items())
        if outcome.code in COLLECT_REJECTS
    ]
    return {
        "counts": [counts.rows, counts.accepted, counts.unchanged, counts.rejected],
        "reasons": dict(counts.reasons),
        "flagged": dict(counts.flagged),
        "rejected": rejected[:SHOWN],
    }


def _columns(marks: pl.DataFrame) -> dict[tuple[int, str], str]:
    """The label of the first column in which a row has a fault, by row number and code."""
    first = marks.unique(["ord", "code"], keep="first", maintain_order=True)
    lines = first.select("ord", "code", "column").iter_rows()
    return {(ord_, code): FIELDS[column].label for ord_, code, column in lines if column in FIELDS}


def _of_documents(attached: Attached) -> dict[str, Any]:
    return {
        "counts": [attached.files, attached.attached, attached.unchanged, attached.rejected],
        "reasons": dict(attached.reasons),
        "flagged": {},
        "rejected": attached.refused[:SHOWN],
    }
