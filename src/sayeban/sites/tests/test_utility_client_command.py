"""`sayeban utility-client` against a service on loopback."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from sayeban.sites.cli import main
from sayeban.sites.tests.command_line import ANSWERS, is_persian
from sayeban.utility_client.tests.fake import FEED, Fake, bill, serving

Run = Callable[..., dict[str, Any]]


@pytest.fixture
def fake() -> Iterator[Fake]:
    with serving(4) as served:
        yield served


@pytest.fixture
def run(fake: Fake, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    (tmp_path / "secret").write_text("s")
    state = ("--state", str(tmp_path / "company.sqlite3"))
    who = ("--url", fake.url, "--client", "c", "--secret-file", str(tmp_path / "secret"))

    def run(name: str, *more: str) -> dict[str, Any]:
        given = state if name == "status" else (*state, *who, *more)
        main(["utility-client", name, *given, "--json"])
        answer: dict[str, Any] = json.loads(capsys.readouterr().out)
        assert " ".join(answer) in ANSWERS[f"utility-client {name}"]
        return answer

    return run


def test_each_command_does_its_part(run: Run, fake: Fake, tmp_path: Path) -> None:
    unknown = tmp_path / "unknown.txt"
    unknown.write_text(f"{bill(1)}\n")

    assert run("pull") == {"applied": {FEED: 4}}
    assert run("receipts", "--unknown", str(unknown))["receipts"]["accepted"] == 4
    assert run("consumption", "--periods", "2")["consumption"]["accepted"] == 6
    assert run("run", "--once", "--periods", "2")["applied"] == {FEED: 0}
    stands = run("status")
    assert (stands["feeds"][FEED]["rejected"], stands["unsent"]) == (1, 0)
    assert [said for _, _, said in fake.receipts] == ["rjct", "succ", "succ", "succ"]


def test_what_the_service_refuses_is_said_in_words(
    run: Run, fake: Fake, capsys: pytest.CaptureFixture[str]
) -> None:
    fake.broken = [(401, {})]
    with pytest.raises(SystemExit) as left:
        run("pull")
    assert left.value.code == 2
    said = json.loads(capsys.readouterr().out)
    assert said["refused"] == "utility_client.failed"
    assert is_persian(said["message"])
