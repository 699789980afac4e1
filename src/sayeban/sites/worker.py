"""The worker process: jobs of pages, announced events, the evening freeze, stalled jobs."""

import importlib
import os

import django
from django.core.management import call_command


def main() -> None:
    """Run until told to stop."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sayeban.sites.settings")
    django.setup()
    # Only the worker needs the tasks; a command would load half of the product for them.
    importlib.import_module("sayeban.sites.periodic")
    call_command("procrastinate", "worker", "--concurrency", "1", "--delete-jobs", "successful")


if __name__ == "__main__":
    main()
