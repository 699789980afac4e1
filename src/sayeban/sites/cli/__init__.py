"""The `sayeban` command: argument parsing here, the work in `sites.commands`."""

from sayeban.sites.cli.main import main

__all__ = ["main"]
