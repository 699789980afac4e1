"""Long work that pages of the campaign start and the worker does (runtime.jobs)."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sayeban.exemptions.actions.load_workbook import load_workbook
from sayeban.runtime.actor import Actor
from sayeban.runtime.jobs import Report, clock, job


@job("campaign.load")
def load(actor: Actor, arguments: Mapping[str, Any], report: Report) -> Mapping[str, Any]:
    """Load one stored workbook: {code, path, name}; a load that was cut off is taken up."""
    return load_workbook(
        actor=actor,
        at=clock(),
        code=arguments["code"],
        path=Path(arguments["path"]),
        name=arguments["name"],
        report=report,
    )
