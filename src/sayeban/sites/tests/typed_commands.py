"""Commands as an operator types them, on the test's own database."""

import contextlib
import importlib
import io
import json
from pathlib import Path
from typing import Any

import pytest

from sayeban.sites.cli import main

# The package's `main` is the function, so its module is not reached by attribute.
_ENTRY = importlib.import_module("sayeban.sites.cli.main")


def typed(*words: str | Path) -> tuple[int, str, str]:
    """Run one command: its exit code, stdout and stderr."""
    out, err, code = io.StringIO(), io.StringIO(), 0
    with (
        pytest.MonkeyPatch.context() as patch,
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        patch.setattr(_ENTRY, "prepare", lambda: None)
        try:
            main([str(word) for word in words])
        except SystemExit as left:
            assert isinstance(left.code, int)
            code = left.code
    return code, out.getvalue(), err.getvalue()


def sayeban(*words: str | Path) -> tuple[int, dict[str, Any]]:
    """Run one command with --json: its exit code and its answer."""
    code, out, _ = typed(*words, "--json")
    answer: dict[str, Any] = json.loads(out)
    return code, answer
