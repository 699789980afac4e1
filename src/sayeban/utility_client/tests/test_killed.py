"""Killed anywhere and started again, the program has lost nothing and said nothing twice."""

import json
import shutil
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from sayeban.utility_client import program
from sayeban.utility_client.service import Service, ServiceFault
from sayeban.utility_client.store import FeedBroken, Place, Store, standing
from sayeban.utility_client.tests.fake import FEED, Fake, change, serving

_CHANGES = 20
_ENDED = 4


@pytest.fixture
def fake() -> Iterator[Fake]:
    with serving(_CHANGES) as served:
        yield served


def begun(fake: Fake, folder: Path) -> "subprocess.Popen[bytes]":
    secret = folder / "secret"
    secret.write_text("s\n")
    options = {"--url": fake.url, "--client": "gas-307", "--secret-file": secret}
    given = [str(each) for pair in options.items() for each in pair]
    state = ("--state", str(folder / "company.sqlite3"))
    copied = folder / "sayeban" / "utility_client"
    shutil.copytree(Path(program.__file__).parent, copied, dirs_exist_ok=True)
    # -S: as on a machine where nothing but Python is installed.
    command = (sys.executable, "-S", "-m", "sayeban.utility_client", "run", "--once")
    return subprocess.Popen([*command, *state, *given], stdout=subprocess.PIPE, cwd=folder)


class Killer:
    """Lets a program live for so many calls; the next one is done and not told."""

    def __init__(self, after: int) -> None:
        self.left = after
        self.process: subprocess.Popen[bytes] | None = None
        self.ready = threading.Event()

    def __call__(self, _: str) -> None:
        assert self.ready.wait(60)
        assert self.process
        self.left -= 1
        if self.left < 0:
            self.process.kill()


def killed_at_each_call(fake: Fake, folder: Path) -> int:
    """Kill the program at its first call, begun again at its second …; how often it was killed.

    The last one lives to its end.
    """
    for kills in range(100):
        fake.before_telling = killer = Killer(kills)
        with begun(fake, folder) as process:
            killer.process = process
            killer.ready.set()
            process.communicate(timeout=60)
        if process.returncode == 0:
            return kills
    raise AssertionError("it never ended")


@pytest.mark.slow
def test_a_program_that_is_killed_at_each_call_ends_where_an_undisturbed_one_does(
    fake: Fake, tmp_path: Path
) -> None:
    assert killed_at_each_call(fake, tmp_path) > 3
    store = Store(tmp_path / "company.sqlite3")
    kept = standing(store)[FEED]
    assert kept == {
        "seq": _CHANGES,
        "standing": _CHANGES - 2 * _ENDED,
        "ended": _ENDED,
        "rejected": 0,
        "unanswered": 0,
    }
    assert set(Counter(fake.receipts).values()) == set(Counter(fake.reports).values()) == {1}
    assert len(fake.receipts) == kept["standing"] + kept["ended"]
    assert len(fake.reports) == kept["standing"]


@pytest.mark.slow
def test_without_keys_it_would_say_things_twice(fake: Fake, tmp_path: Path) -> None:
    """Negative control."""
    fake.without_keys = True
    killed_at_each_call(fake, tmp_path)
    assert max(Counter(fake.receipts).values()) > 1


def page(*seqs: int, more: bool = False) -> dict[str, object]:
    data = [change(seq) for seq in seqs]
    return {"epoch": "e", "data": data, "next_cursor": "c", "has_more": more}


def test_a_page_with_a_hole_is_not_applied(tmp_path: Path) -> None:
    store = Store(tmp_path / "s")
    with pytest.raises(FeedBroken):
        store.apply(FEED, Place(), page(1, 3))
    assert standing(store) == {}


def test_a_page_that_breaks_in_the_middle_leaves_nothing(tmp_path: Path) -> None:
    store = Store(tmp_path / "s")
    broken = page(1, 2)
    broken["next_cursor"] = object()
    with pytest.raises(Exception, match="not supported"):
        store.apply(FEED, Place(), broken)
    assert (standing(store), store.rows("SELECT 1 FROM exemption")) == ({}, [])


def test_a_page_that_another_process_applied_is_left_out(tmp_path: Path) -> None:
    store = Store(tmp_path / "s")
    assert store.apply(FEED, Place(), page(1, 2)) == 2
    assert store.apply(FEED, Place(), page(1, 2)) == 0
    assert store.place(FEED).seq == 2


def test_it_waits_as_long_as_the_service_asks(fake: Fake) -> None:
    waited: list[float] = []
    service = Service(fake.url, "c", "s", sleep=waited.append)
    fake.broken = [(429, {"Retry-After": "40"}), (503, {})]
    assert json.loads(service.get("/feeds").body) == [{"feed_id": FEED}]
    first, second = waited
    assert first < 2
    assert second == 40


def test_it_gives_up_in_the_end(fake: Fake) -> None:
    waited: list[float] = []
    fake.broken = [(500, {})] * 20
    with pytest.raises(ServiceFault, match=r"service\.unreachable"):
        Service(fake.url, "c", "s", sleep=waited.append).get("/feeds")
    assert len(waited) == 5
    assert waited == sorted(waited)


def test_a_token_that_is_refused_is_asked_for_once_more(fake: Fake) -> None:
    service = Service(fake.url, "c", "s", sleep=lambda _: None)
    service.get("/feeds")
    fake.broken = [(401, {})]
    assert service.get("/feeds").status == 200
    fake.broken = [(401, {}), (401, {})]
    with pytest.raises(ServiceFault):
        service.get("/feeds")
