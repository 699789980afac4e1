"""sayeban package verify DIR."""

from argparse import Namespace
from typing import Any

from sayeban.exemptions.package.verify import verify as check
from sayeban.sites.cli.main import home


def verify(options: Namespace) -> dict[str, Any]:
    """Check a package offline, against a key file or this installation's own key."""
    return check(options.folder, key=options.key, home=home()).as_json()
