"""`python -m tests.disk.scenario FOLDER`: an installation whose home is on a small disk."""

import importlib
import json
import sys
from pathlib import Path

from sayeban.sites.cli.main import prepare


def main() -> None:
    """Print as JSON what happened until the disk was full, and afterwards."""
    prepare()
    # By name: it needs the apps that the line above loads.
    found = importlib.import_module("tests.disk.filling").run(Path(sys.argv[1]))
    print(json.dumps(found))


if __name__ == "__main__":
    main()
