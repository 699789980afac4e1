"""The worker sends signals each minute, so many rounds at the most."""

import pytest

from sayeban.sites import periodic


@pytest.mark.parametrize(("waiting", "rounds"), [(0, 1), (2, 3), (99, 4)])
def test_the_worker_goes_on_while_something_is_due_and_lets_others_work(
    monkeypatch: pytest.MonkeyPatch, waiting: int, rounds: int
) -> None:
    asked: list[object] = []

    def sent(at: object) -> int:
        asked.append(at)
        return len(asked) <= waiting

    monkeypatch.setattr(periodic, "send_signals", sent)
    periodic.signal(0)
    assert len(asked) == rounds
