"""Commands about a civil registry: the fake is served, one that is away is said in words."""

from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from pytest_django.fixtures import Settings

from sayeban.interop.public import CivilRegistryAway, FakeRegistry
from sayeban.sites.commands import registry


class Interrupted:
    """A server that its operator interrupts at once."""

    def serve_forever(self) -> None:
        raise KeyboardInterrupt


def test_the_fake_is_served_with_its_key_and_secret_until_it_is_interrupted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    served: list[tuple[FakeRegistry, int]] = []

    @contextmanager
    def serving(made: FakeRegistry, port: int) -> Iterator[Interrupted]:
        served.append((made, port))
        yield Interrupted()

    monkeypatch.setattr(registry, "serving", serving)
    secret = tmp_path / "secret"
    secret.write_text("word\n")
    given: dict[str, Any] = {"key": tmp_path / "civil.pem", "secret": secret, "port": 8099}
    told = registry.fake(
        Namespace(site="http://127.0.0.1:8000/dci/v1", client="civil", profile="rfc9421", **given)
    )
    assert told == {"stopped": True}
    [(made, port)] = served
    assert (made.client_id, made.site, port) == ("civil", "http://127.0.0.1:8000/dci/v1", 8099)


def test_a_registry_that_is_away_is_said_so(settings: Settings, tmp_path: Path) -> None:
    settings.HOME = tmp_path
    asked = Namespace(registry="http://127.0.0.1:9", profile="none", back="http://127.0.0.1:9")
    with pytest.raises(CivilRegistryAway) as refused:
        registry.subscribe(asked)
    assert refused.value.code == "registry.away"
