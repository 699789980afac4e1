"""Hand the list down: one workbook a worklist (seed 001, step two; A-080, A-081)."""

import shutil
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from tempfile import mkdtemp
from typing import ClassVar
from urllib.parse import quote
from uuid import UUID, uuid4

from django.db import transaction

from sayeban.country import jalali
from sayeban.exemptions import rights
from sayeban.exemptions.models import Campaign, IssuedSheet, Upload
from sayeban.exemptions.package.manifest import sha256_of
from sayeban.exemptions.reads.campaign import campaign_by_code
from sayeban.exemptions.reads.deadlines import Deadlines
from sayeban.exemptions.reads.table import TableFilter, keys_of
from sayeban.exemptions.reads.worksheets import aside_rows, groups, returned_rows, worklist_rows
from sayeban.exemptions.worksheet.book import write_worksheet
from sayeban.exemptions.worksheet.briefing import Briefing
from sayeban.exemptions.worksheet.columns import KEYS
from sayeban.kit.progress import Report, unwatched
from sayeban.kit.refusals import Refusal
from sayeban.kit.units import Unit
from sayeban.organisations.public import unit_label
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor

OWN_WORKLIST = "worklist"
_NAMED = 10
"""So many files a refusal names."""

_NOT_SENT = slice(1, None)
"""The first column of a row names its worklist and is not written."""
_KEY, _PERSON = KEYS.index("key"), KEYS.index("national_id")


class WorklistEmpty(Refusal):
    """Nothing in this worklist is to be collected or to be shown."""

    code: ClassVar[str] = "worklist.empty"
    sentence: ClassVar[str] = (
        "در این کارتابل ردیفی برای گردآوری نیست. اگر باید باشد، از سطح بالاتر بپرسید."
    )
    reference: ClassVar[str] = "A-081"


class WorksheetsFilled(Refusal):
    """Somebody typed in worksheets that the new ones would replace."""

    code: ClassVar[str] = "split.filled"
    sentence: ClassVar[str] = (
        "در این پوشه {count} فایل کارتابل هست که پس از ساخته شدن تغییر کرده است ({names}) و با"
        " نوشتن دوباره از میان می‌رود. نخست آن‌ها را گردآوری کنید یا پوشهٔ دیگری بدهید."
    )
    reference: ClassVar[str] = "A-108"


@dataclass(frozen=True, slots=True)
class HandedDown:
    """How many workbooks were written and how many rows they hold to be collected."""

    sheets: int
    rows: int

    def as_json(self) -> dict[str, int]:
        """The counts for `--json`."""
        return {"sheets": self.sheets, "rows": self.rows}


@dataclass(frozen=True, slots=True)
class _Worklist:
    unit: Unit
    rows: list[tuple[str, ...]]
    aside: list[tuple[str, ...]]
    returned: list[tuple[str, ...]]


@action(
    "campaign.split",
    posts=rights.HEADQUARTERS | rights.EXPERTS,
    reach="within",
    operator=True,
    about=("code", "unit"),
)
def split(
    *,
    actor: Actor,
    at: datetime,
    code: str,
    out: Path,
    unit: Unit,
    report: Report = unwatched,
) -> HandedDown:
    """Write a workbook for each worklist under `unit`: OUT/PP/CCCC/<centre>.xlsx,
    OUT/PP/CCCC/worklist.xlsx and OUT/PP/worklist.xlsx.

    The files appear together, after what they were issued as is committed: a workbook that is
    there can come back. `report` is told of each county. Refuses worklist.empty, and split.filled
    where a workbook in `out` is not as we wrote it.
    """
    campaign = campaign_by_code(code)
    out.mkdir(parents=True, exist_ok=True)
    draft = Path(mkdtemp(prefix=".split-", dir=out))
    try:
        issued = [
            _write(campaign, actor, at, worklist, draft / _place_of(worklist.unit))
            for worklist in _worklists(campaign, unit, report)
        ]
        if not issued:
            raise WorklistEmpty
        _refuse_filled(draft, out)
        IssuedSheet.objects.bulk_create(issued, batch_size=1000)
    except BaseException:
        shutil.rmtree(draft)
        raise
    transaction.on_commit(partial(_publish, draft, out))
    return HandedDown(len(issued), sum(sheet.rows for sheet in issued))


@action(
    "campaign.worksheet",
    posts=rights.HEADQUARTERS | rights.COLLECTORS,
    reach="within",
    operator=True,
    about=("code", "unit"),
)
def issue_worksheet(
    *,
    actor: Actor,
    at: datetime,
    code: str,
    unit: Unit,
    path: Path,
    wanted: TableFilter | None = None,
) -> int:
    """Write the workbook of exactly the worklist of `unit` to `path`; gives its rows.

    `wanted`: only what the table shows under this filter. Refuses worklist.empty.
    """
    campaign = campaign_by_code(code)
    worklist = _worklist(campaign, unit)
    if wanted is not None:
        worklist = _narrowed(worklist, keys_of(campaign.pk, unit, wanted))
    if unit.level == "hq" or not (worklist.rows or worklist.aside):
        raise WorklistEmpty
    sheet = _write(campaign, actor, at, worklist, path)
    sheet.save(force_insert=True)
    return sheet.rows


def _worklists(campaign: Campaign, unit: Unit, report: Report) -> Iterator[_Worklist]:
    """Those that hold a row, county by county: no more than one county is in memory."""
    counties = groups(campaign.pk, unit)
    for done, (province, county) in enumerate(counties):
        report(done, len(counties))
        if unit.level == "centre":
            yield _worklist(campaign, unit)
            continue
        own = Unit.of_place(province, county)
        rows = _by_centre(worklist_rows(campaign.pk, own, all_centres=True))
        aside = _by_centre(aside_rows(campaign.pk, own, all_centres=True))
        returned = _by_centre(returned_rows(campaign.pk, own, all_centres=True))
        for centre in sorted(rows.keys() | aside.keys()):
            place = Unit.of_centre(county, centre) if centre else own
            yield _Worklist(place, rows[centre], aside[centre], returned[centre])


def _worklist(campaign: Campaign, unit: Unit) -> _Worklist:
    rows = _by_centre(worklist_rows(campaign.pk, unit, all_centres=False))
    aside = _by_centre(aside_rows(campaign.pk, unit, all_centres=False))
    returned = _by_centre(returned_rows(campaign.pk, unit, all_centres=False))
    return _Worklist(unit, rows[unit.centre], aside[unit.centre], returned[unit.centre])


def _narrowed(worklist: _Worklist, keys: Collection[UUID]) -> _Worklist:
    hexes = {key.hex for key in keys}
    rows = [row for row in worklist.rows if row[_KEY].partition(".")[0] in hexes]
    persons = {row[_PERSON] for row in rows}
    returned = [row for row in worklist.returned if row[_PERSON] in persons]
    return _Worklist(worklist.unit, rows, [], returned)


def _by_centre(rows: Iterable[tuple[str, ...]]) -> defaultdict[str, list[tuple[str, ...]]]:
    found = defaultdict[str, list[tuple[str, ...]]](list)
    for row in rows:
        found[row[0]].append(row[_NOT_SENT])
    return found


def _write(
    campaign: Campaign, actor: Actor, at: datetime, worklist: _Worklist, path: Path
) -> IssuedSheet:
    unit = worklist.unit
    issued = IssuedSheet(
        id=uuid4(),
        campaign=campaign,
        issued_at=at,
        issued_by=actor.user_id,
        rows=len(worklist.rows),
        **unit.columns,
    )
    assert unit.level != "hq"
    due = Deadlines(campaign).due(unit.level, unit.province)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_worksheet(
        path,
        Briefing(campaign.title, campaign.legal_basis, unit, unit_label(unit), due),
        rows=worklist.rows,
        aside=worklist.aside,
        returned=worklist.returned,
        fingerprint={"campaign": campaign.code, "unit": str(unit), "sheet": str(issued.id)},
    )
    issued.sha256 = sha256_of(path)
    return issued


def _place_of(unit: Unit) -> Path:
    """07/0701/7011.xlsx, 07/0701/worklist.xlsx, 07/worklist.xlsx.

    A centre's code came in a file: it is quoted, so that it can name no other folder.
    """
    folder = Path(unit.province, unit.county)
    stem = quote(unit.centre, safe="") or OWN_WORKLIST
    if unit.centre.lower() == OWN_WORKLIST:
        stem = f"{stem}_"
    return folder / f"{stem}.xlsx"


def _refuse_filled(draft: Path, out: Path) -> None:
    """A workbook may be replaced as it was issued, or when each of its rows was taken."""
    there = [
        target for path in draft.rglob("*.xlsx") if (target := _target(path, draft, out)).exists()
    ]
    hashes = {target: sha256_of(target) for target in there}
    issued = IssuedSheet.objects.filter(sha256__in=hashes.values())
    taken = Upload.objects.filter(sha256__in=hashes.values(), result__rejected=0)
    known = {
        sha256 for found in (issued, taken) for sha256 in found.values_list("sha256", flat=True)
    }
    filled = sorted(str(path.relative_to(out)) for path in there if hashes[path] not in known)
    if filled:
        names = "، ".join(filled[:_NAMED]) + ("، …" if len(filled) > _NAMED else "")
        raise WorksheetsFilled(count=jalali.number(len(filled)), names=names)


def _target(path: Path, draft: Path, out: Path) -> Path:
    return out / path.relative_to(draft)


def _publish(draft: Path, out: Path) -> None:
    for path in sorted(draft.rglob("*.xlsx")):
        target = _target(path, draft, out)
        target.parent.mkdir(parents=True, exist_ok=True)
        path.replace(target)
    shutil.rmtree(draft)
