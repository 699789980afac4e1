"""Each file and symbol that a walkthrough names exists."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
_STEP = re.compile(r"`(src/[^`]+\.py)`\s+`([A-Za-z_]+)`")


def missing(text: str) -> list[str]:
    """The named symbols that are not defined in their file."""
    return [
        f"{path} {symbol}"
        for path, symbol in _STEP.findall(text)
        if not (ROOT / path).exists()
        or not re.search(
            rf"^(def|class) {symbol}\b|^{symbol}\b.*=", (ROOT / path).read_text(), re.MULTILINE
        )
    ]


@pytest.mark.parametrize("page", sorted((ROOT / "docs/walkthroughs").glob("*.md")), ids=str)
def test_every_step_of_a_walkthrough_leads_somewhere(page: Path) -> None:
    assert _STEP.findall(page.read_text())
    assert missing(page.read_text()) == []


def test_a_step_that_leads_nowhere_is_seen() -> None:
    assert missing("`src/sayeban/exemptions/rules.py` `no_such_rule`") != []
