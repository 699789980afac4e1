"""sayeban campaign …: each command is one call into the campaign's door."""

import sys
from argparse import Namespace
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, ClassVar

from django.utils.timezone import now

from sayeban.accounts.public import actor_of
from sayeban.country import jalali
from sayeban.exemptions import public as exemptions
from sayeban.kit.refusals import Refusal
from sayeban.kit.units import Unit
from sayeban.organisations.public import resolve_text
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import looking
from sayeban.sites.commands.acting_user import actor_for
from sayeban.sites.commands.days import read_day
from sayeban.sites.commands.paths import (
    check_files,
    check_out_file,
    check_out_folder,
    unusable,
)
from sayeban.sites.commands.several import each, summed
from sayeban.sites.commands.showing import show_progress


class FolderEmpty(Refusal):
    """A folder of worksheets without any."""

    code: ClassVar[str] = "folder.empty"
    sentence: ClassVar[str] = "در پوشهٔ «{name}» هیچ فایل xlsx نیست. پوشهٔ فایل‌های کارتابل را بدهید."


def open(options: Namespace) -> dict[str, Any]:
    """Open a campaign."""
    terms: dict[str, Any] = {
        "title": options.title,
        "starts": read_day(options.starts),
        "days": options.days,
        "working_days": options.working_days,
        "publisher": options.publisher,
        "benefit": options.benefit,
        "utilities": [name.strip() for name in options.utilities.split(",")],
        "documents": options.documents,
        "target": options.target,
        "target_rule": options.target_rule,
        "sample_percent": options.sample_percent,
        "error_limit": options.error_limit,
    }
    if options.legal_basis:
        terms["legal_basis"] = options.legal_basis
    campaign = exemptions.open_campaign(
        actor=actor_for(options), at=now(), code=options.code, terms=exemptions.Terms(**terms)
    )
    return _described(campaign)


def extend(options: Namespace) -> dict[str, Any]:
    """Add days to a campaign."""
    return _described(
        exemptions.extend_campaign(
            actor=actor_for(options), at=now(), code=options.code, days=options.days
        )
    )


def close(options: Namespace) -> dict[str, Any]:
    """Close a campaign."""
    return _described(
        exemptions.close_campaign(actor=actor_for(options), at=now(), code=options.code)
    )


def load(options: Namespace) -> dict[str, Any]:
    """Load headquarters' workbooks, each for itself, and answer for all of them."""
    actor = actor_for(options)
    check_files(options.files)
    check_out_file(options.report)

    def take(path: Path) -> Mapping[str, Any]:
        return exemptions.load_workbook(
            actor=actor, at=now(), code=options.code, path=path, report=show_progress(path.name)
        )

    answer = summed(each(options.files, take))
    if options.report:

        def write(out: Path) -> None:
            with looking(actor):
                exemptions.download_rejected(actor, options.code, exemptions.Filter(), out)

        return answer | _written(options.report, write)
    return answer


def split(options: Namespace) -> dict[str, Any]:
    """Write one worksheet a worklist."""
    check_out_folder(options.out)
    done = exemptions.split(
        actor=actor_for(options),
        at=now(),
        code=options.code,
        unit=_unit(options.unit),
        out=options.out,
        report=show_progress("split"),
    )
    return {"sheets": done.sheets, "rows": done.rows, "out": str(options.out)}


def receive(options: Namespace) -> dict[str, Any]:
    """Acknowledge that a unit has its part of the list."""
    exemptions.receive(
        actor=actor_for(options), at=now(), code=options.code, unit=_unit(options.unit)
    )
    return {"received": options.unit}


def train(options: Namespace) -> dict[str, Any]:
    """Record the training of a centre's workers."""
    unit = _unit(f"centre:{options.centre.removeprefix('centre:')}")
    with looking(OPERATOR):
        workers = [actor_of(name, now()).user_id or 0 for name in options.worker]
    exemptions.train(
        actor=actor_for(options), at=now(), code=options.code, unit=unit, workers=workers
    )
    return {"centre": options.centre, "trained": options.worker}


def collect(options: Namespace) -> dict[str, Any]:
    """Take collected worksheets, each for itself: one file, or every workbook of a folder.

    The documents are attached with the first sheet that is acceptable as a whole, before its rows
    are judged.
    """
    actor, paths = actor_for(options), _workbooks(options.path)
    check_files([*paths, *([options.documents] if options.documents else [])])
    if len(paths) > 1 and options.report:
        check_out_file(options.report / "report.xlsx")
    else:
        check_out_file(options.report)
    attached: list[exemptions.Attached] = []

    def take(path: Path) -> Mapping[str, Any]:
        done = exemptions.collect_workbook(
            actor=actor,
            at=now(),
            code=options.code,
            path=path,
            documents=None if attached else options.documents,
            reported=options.report is not None,
        )
        attached.extend([done.documents] if done.documents else [])
        counts = {name: value for name, value in done.as_json().items() if name != "documents"}
        if options.report:
            out = _report_path(options.report, path, len(paths))
            counts |= {"report": failed} if (failed := _written(out, done.write_report)) else {}
        return counts

    answer = summed(each(paths, take, show_progress("collect")))
    for file in answer["files"]:
        answer |= file.get("report", {})
    return answer | (_documents(attached[0]) if attached else {})


def declare(options: Namespace) -> dict[str, Any]:
    """Sign the declaration of accuracy of one's own entries."""
    exemptions.declare(
        actor=actor_for(options), at=now(), code=options.code, unit=_unit(options.unit)
    )
    return {"declared": options.unit}


def _described(campaign: exemptions.Campaign) -> dict[str, Any]:
    return {
        "campaign": campaign.code,
        "starts": jalali.format(campaign.starts),
        "days": campaign.days,
        "closed": campaign.closed_at is not None,
    }


def _unit(text: str) -> Unit:
    with looking(OPERATOR):
        return resolve_text(text)


def _workbooks(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    # «~$…» is what Excel leaves beside a workbook that somebody has open.
    found = sorted(book for book in path.rglob("*.xlsx") if not book.name.startswith("~$"))
    if not found:
        raise FolderEmpty(name=path.name)
    return found


def _report_path(report: Path, source: Path, files: int) -> Path:
    """Of several files each has its own report, named as the file, in the folder `report`."""
    return report if files == 1 else report / f"{source.parent.name}-{source.name}"


def _written(out: Path, write: Callable[[Path], object]) -> dict[str, Any]:
    """Nothing, or why a report could not be written: what landed is answered for all the same."""
    try:
        write(out)
    except OSError as error:
        return unusable(out, error).as_json()
    return {}


def _documents(attached: exemptions.Attached) -> dict[str, Any]:
    """The account of the ZIP with its rejected files; names hold national ids, so they stand in
    the answer to the operator and in no line of progress."""
    counts = attached.as_json()
    print(f"documents: {counts['attached']} / {counts['files']}", file=sys.stderr)
    refused = [
        {"file": name, "code": code, "message": exemptions.DOCUMENT_REJECTS[code]}
        for name, code in attached.refused
    ]
    return {"documents": {**counts, "refused": refused}}
