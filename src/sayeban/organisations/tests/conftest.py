"""Seeded places and a helper that writes a file."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from sayeban.organisations.public import seed

Write = Callable[[str], Path]


@pytest.fixture
def places(db: None) -> None:
    """Provinces, counties, institutions, calendar of 1404 to 1406."""
    seed(date(2026, 11, 23))


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a CSV as Excel does and give its path."""

    def write(content: str) -> Path:
        path = tmp_path / "file.csv"
        path.write_text(content, encoding="utf-8-sig")
        return path

    return write
