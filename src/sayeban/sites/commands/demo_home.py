"""The demo has a home of its own, so that it never touches an installation's data."""

import os
from pathlib import Path


def demo_home() -> Path:
    """SAYEBAN_HOME if it is set, else .sayeban-demo of this folder."""
    return Path(os.environ.get("SAYEBAN_HOME") or ".sayeban-demo").absolute()
