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
_UNLED_SECONDS = 20
_TURN = 60
_FEW = {"prescan": 400, "mapper": 60}
FOUND: dict[str, list[bytes]] = {
    "prescan": [
        b'\2<?xml version="1.0" encoding="UTF-88"?><workbook/>',
        b'\2<?xml version="1.0" encoding="utf-7"?><workbook/>',
    ],
    "mapper": [],
}


def fuzzed(target: str, seconds: int, folder: Path, *mode: str) -> subprocess.CompletedProcess[str]:
    asked = [sys.executable, "-m", "tests.fuzz.run", target, str(seconds), str(folder), *mode]
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
    """In turns that go on from each other's files: what the fuzzer itself keeps grows with its run,
    and would be taken for what a file costs."""
    for begun in range(0, _SECONDS, _TURN):
        ended = fuzzed(target, min(_TURN, _SECONDS - begun), tmp_path)
        assert ended.returncode == 0, ended.stdout[-2000:] + ended.stderr[-4000:]


@pytest.mark.full
@pytest.mark.parametrize("target", FOUND)
def test_fuzzing_without_being_led_finds_nothing(target: str, tmp_path: Path) -> None:
    ended = fuzzed(target, _UNLED_SECONDS, tmp_path, "unled")
    assert ended.returncode == 0, ended.stdout[-2000:] + ended.stderr[-4000:]


@pytest.mark.full
@pytest.mark.parametrize("asked", [("planted",), ("doubled", "unled")], ids=["led", "unled"])
def test_a_planted_fault_is_found(asked: tuple[str, ...], tmp_path: Path) -> None:
    """The negative control of what falls through."""
    target, *mode = asked
    ended = fuzzed(target, _SECONDS, tmp_path, *mode)
    assert ended.returncode != 0
    assert "RuntimeError: planted" in ended.stdout + ended.stderr


@pytest.mark.full
@pytest.mark.parametrize(
    ("target", "mode", "said"),
    [
        ("greedy", (), "out-of-memory"),
        ("greedy", ("unled",), "MemoryError"),
        ("endless", (), "timeout"),
        ("endless", ("unled",), "Timeout"),
    ],
)
def test_a_file_that_costs_too_much_is_found(
    target: str, mode: tuple[str, ...], said: str, tmp_path: Path
) -> None:
    """The negative control of the bounds of memory and time."""
    ended = fuzzed(target, 60, tmp_path, *mode)
    assert ended.returncode != 0
    assert said in ended.stdout + ended.stderr
