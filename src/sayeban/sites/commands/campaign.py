"""sayeban campaign …: each command is one call into the campaign's door."""

import errno
import os
from argparse import Namespace
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from django.utils.timezone import now

from sayeban.accounts.public import actor_of
from sayeban.country import jalali
from sayeban.exemptions import public as exemptions
from sayeban.kit.units import Unit
from sayeban.organisations.public import resolve_text
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import looking
from sayeban.sites.commands.acting_user import actor_for
from sayeban.sites.commands.days import read_day
from sayeban.sites.commands.showing import make_room, show_progress


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
    """Load headquarters' workbooks, one after the other, and answer for all of them."""
    actor = actor_for(options)
    for path in options.files:
        _present(path)
    make_room(options.report)
    results = [
        exemptions.load_workbook(
            actor=actor, at=now(), code=options.code, path=path, report=show_progress(path.name)
        )
        for path in options.files
    ]
    if options.report:
        with looking(actor):
            exemptions.download_rejected(actor, options.code, exemptions.Filter(), options.report)
    return _summed(results)


def split(options: Namespace) -> dict[str, Any]:
    """Write one worksheet a worklist."""
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
    """Take collected worksheets: one file, or every workbook of a folder.

    The documents are attached once, before the rows are judged. A sheet that is refused as a
    whole stops the command; those before it have landed, and sending all again is safe.
    """
    actor, paths = actor_for(options), _workbooks(options.path)
    make_room(options.report)
    if options.documents:
        _present(options.documents)
        exemptions.attach_documents(
            actor=actor, at=now(), code=options.code, path=options.documents
        )
    results: list[Mapping[str, Any]] = []
    watched = show_progress("collect")
    for number, path in enumerate(paths):
        watched(number, len(paths))
        done = exemptions.collect_workbook(
            actor=actor,
            at=now(),
            code=options.code,
            path=path,
            reported=options.report is not None,
        )
        if options.report:
            done.write_report(_report_path(options.report, path, len(paths)))
        results.append(done.as_json())
    return _summed(results)


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


def _present(path: Path) -> None:
    if not path.exists():
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(path))


def _workbooks(path: Path) -> list[Path]:
    _present(path)
    return sorted(path.rglob("*.xlsx")) if path.is_dir() else [path]


def _report_path(report: Path, source: Path, files: int) -> Path:
    """Of several files each has its own report, named as the file, in the folder `report`."""
    if files == 1:
        return report
    report.mkdir(parents=True, exist_ok=True)
    return report / f"{source.parent.name}-{source.name}"


def _summed(results: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    counts: Counter[str] = Counter()
    reasons: Counter[str] = Counter()
    flagged: Counter[str] = Counter()
    for result in results:
        counts.update({n: result[n] for n in ("rows", "accepted", "unchanged", "rejected")})
        reasons.update(result["reasons"])
        flagged.update(result["flagged"])
    numbers = {name: counts[name] for name in ("rows", "accepted", "unchanged", "rejected")}
    return numbers | {"reasons": dict(reasons), "flagged": dict(flagged)}
