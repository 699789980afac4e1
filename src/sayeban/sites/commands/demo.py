"""sayeban demo-data: invented workbooks of a whole campaign, and what must come of them."""

from argparse import Namespace
from datetime import UTC, datetime
from typing import Any

from sayeban.country.today import today_of
from sayeban.sites.demo_data import fill
from sayeban.sites.demo_data import generate as write_data


def generate(options: Namespace) -> dict[str, Any]:
    """Write the data of a campaign that runs today and answer the sums of its ledger.

    With --fill: type into worksheets that were issued for that data, as their collectors would.
    """
    if options.fill:
        filled = options.out / f"filled-{options.round}"
        return {"files": fill(options.fill, options.out, filled, options.round), "out": str(filled)}
    # This command runs without Django's settings, on which its clock rests.
    today = today_of(datetime.now(UTC))
    ledger = write_data(options.households, options.out, seed=options.seed, today=today)
    return {"out": str(options.out), "households": options.households, **ledger["total"]}
