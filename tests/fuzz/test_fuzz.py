"""Files are changed at random: each is refused in words or read, within its memory and time (S8).

SAYEBAN_FUZZ_SECONDS says how long the full run fuzzes each target (120). A file that is found is
kept in `found` below, so that every later run reads it first.
"""

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fuzz.targets import TARGETS, changed, seeds

pytestmark = pytest.mark.slow

_SECONDS = int(os.environ.get("SAYEBAN_FUZZ_SECONDS", "120"))
_FEW = {"prescan": 400, "mapper": 60}
FOUND: dict[str, list[bytes]] = {"prescan": [], "mapper": []}


def fuzzed(target: str, seconds: int, folder: Path) -> subprocess.CompletedProcess[str]:
    asked = [sys.executable, "-m", "tests.fuzz.run", target, str(seconds), str(folder)]
    return subprocess.run(asked, capture_output=True, text=True, check=False, timeout=seconds + 240)


@pytest.mark.parametrize("target", FOUND)
def test_hostile_files_are_judged_and_never_fall_through(target: str, tmp_path: Path) -> None:
    drawn = random.Random(7)  # noqa: S311 - not a secret
    begun = [*FOUND[target], *seeds(target, tmp_path)]
    for data in begun:
        TARGETS[target](data)
    for _ in range(_FEW[target]):
        TARGETS[target](changed(drawn.choice(begun), drawn))


@pytest.mark.full
@pytest.mark.parametrize("target", FOUND)
def test_fuzzing_led_by_coverage_finds_nothing(target: str, tmp_path: Path) -> None:
    ended = fuzzed(target, _SECONDS, tmp_path)
    assert ended.returncode == 0, ended.stdout[-2000:] + ended.stderr[-4000:]


@pytest.mark.full
def test_a_planted_fault_is_found(tmp_path: Path) -> None:
    """The negative control."""
    ended = fuzzed("planted", 60, tmp_path)
    assert ended.returncode != 0
    assert "planted" in ended.stdout + ended.stderr
