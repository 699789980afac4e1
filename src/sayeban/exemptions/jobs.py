"""Long work that pages start and the worker does. Each is safe to run again (promises.md R6)."""

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

from django.utils import timezone

from sayeban.exemptions.actions.load_workbook import load_workbook
from sayeban.exemptions.actions.release import release
from sayeban.exemptions.actions.split import split
from sayeban.exemptions.actions.write_package import write_package
from sayeban.exemptions.collect_report import Sent, take
from sayeban.exemptions.package.letter import check_fonts
from sayeban.exemptions.reads.release import find_release
from sayeban.exemptions.report_upload import take_file
from sayeban.exemptions.rules_preview import parts_of
from sayeban.exemptions.stored_files import (
    FileGone,
    download_path,
    fresh_download,
    upload_path,
)
from sayeban.kit.progress import Report, part_of
from sayeban.kit.units import Unit
from sayeban.organisations.public import resolve_text
from sayeban.runtime.actor import Actor
from sayeban.runtime.context import looking
from sayeban.runtime.jobs import job


@job("campaign.load")
def load(actor: Actor, arguments: Mapping[str, Any], report: Report) -> Mapping[str, Any]:
    """Load one uploaded workbook: arguments code, stored, name, sha256."""
    path = upload_path(arguments["stored"])
    if not path.exists():
        raise FileGone
    return load_workbook(
        actor=actor,
        at=timezone.now(),
        code=arguments["code"],
        path=path,
        report=report,
        name=arguments["name"],
    )


@job("campaign.collect")
def collect(actor: Actor, arguments: Mapping[str, Any], report: Report) -> Mapping[str, Any]:
    """Take a large worksheet or ZIP: arguments code, unit, kept and names (by kind of file).

    What it answers with is kept for its sender as `report`.
    """
    paths = {kind: download_path(stored) for kind, stored in arguments["kept"].items()}
    if not all(path.exists() for path in paths.values()):
        raise FileGone
    sent = {kind: Sent(path, arguments["names"][kind]) for kind, path in paths.items()}
    made = take(
        actor=actor,
        at=timezone.now(),
        about={"code": arguments["code"], "unit": arguments["unit"]},
        worksheet=sent.get("worksheet"),
        documents=sent.get("documents"),
        report=report,
    )
    for path in paths.values():
        path.unlink(missing_ok=True)
    return {"report": made}


@job("campaign.split")
def hand_down(actor: Actor, arguments: Mapping[str, Any], report: Report) -> Mapping[str, Any]:
    """Write the worksheets of a place into one ZIP: arguments code, unit, name."""
    with tempfile.TemporaryDirectory(prefix="sayeban-split-") as folder:
        made = split(
            actor=actor,
            at=timezone.now(),
            code=arguments["code"],
            unit=_unit(actor, arguments["unit"]),
            out=Path(folder),
            report=report,
        )
        stored = _zipped(Path(folder))
    report(made.sheets, made.sheets)
    return {**made.as_json(), "stored": stored, "file_name": f"worksheets-{arguments['unit']}.zip"}


@job("campaign.package")
def package(actor: Actor, arguments: Mapping[str, Any], report: Report) -> Mapping[str, Any]:
    """Write the package of a list into one ZIP: arguments code, unit, release_id, number, rows.

    Argument company («gas-307»; absent or empty = all): the folder of that company alone.
    """
    company = arguments.get("company", "")
    with tempfile.TemporaryDirectory(prefix="sayeban-package-") as folder:
        out = Path(folder) / "package"
        write_package(
            actor=actor,
            at=timezone.now(),
            unit=_unit(actor, arguments["unit"]),
            release_id=arguments["release_id"],
            out=out,
            company=company,
            report=report,
        )
        stored = _zipped(out)
    report(1, 1)
    named = "-".join(filter(None, ["list", arguments["unit"], str(arguments["number"]), company]))
    return {"rows": arguments["rows"], "stored": stored, "file_name": f"{named}.zip"}


@job("campaign.release")
def sign_and_pack(actor: Actor, arguments: Mapping[str, Any], report: Report) -> Mapping[str, Any]:
    """Release list `number` of a province and pack it: arguments code, unit, number, without,
    reason, seen (the lines of the preview that he signs).

    A job may run twice: where the list of that number is there, it is only packed again.
    """
    code, number = arguments["code"], arguments["number"]
    unit = _unit(actor, arguments["unit"])
    with looking(actor):
        made = find_release(code, unit.province, number)
    if made is None:
        check_fonts()
        release(
            actor=actor,
            at=timezone.now(),
            code=code,
            unit=unit,
            without=arguments["without"],
            reason=arguments["reason"],
            seen=parts_of(arguments["seen"]) if "seen" in arguments else None,
            report=part_of(report, 0, 2),
        )
        with looking(actor):
            made = find_release(code, unit.province, number)
        assert made is not None
    about = {"unit": str(unit), "release_id": made.id, "number": number, "rows": made.households}
    return {"households": made.households, **package(actor, about, part_of(report, 1, 2))}


@job("feed.reports")
def take_reports(actor: Actor, arguments: Mapping[str, Any], report: Report) -> Mapping[str, Any]:
    """Take a company's file of consumption reports: argument upload."""
    del actor
    return take_file(UUID(arguments["upload"]), report)


def _unit(actor: Actor, text: str) -> Unit:
    with looking(actor):
        return resolve_text(text)


def _zipped(folder: Path) -> str:
    """Pack a folder; gives the stored name of the ZIP."""
    target = fresh_download(".zip")
    made = Path(shutil.make_archive(str(target.with_suffix(".part")), "zip", folder))
    made.replace(target)
    return target.name
