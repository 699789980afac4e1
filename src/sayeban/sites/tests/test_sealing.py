"""The audit is sealed and verified with the key of this installation and with no other (P2)."""

import shutil
from pathlib import Path

import pytest
from django.utils.timezone import now
from pytest_django.fixtures import Settings
from structlog.testing import capture_logs

from sayeban.audit import sealing
from sayeban.audit.refusals import SealForged, SealKeyMissing
from sayeban.exemptions.package import signing
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.outbox import replay_events
from sayeban.sites import periodic
from sayeban.sites.sealing import seal_audit, verify_audit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def home(settings: Settings, tmp_path: Path) -> Path:
    settings.HOME = tmp_path
    return tmp_path


def happen() -> None:
    replay_events(actor=OPERATOR, at=now())


def test_without_its_key_nothing_is_sealed_and_no_other_is_drawn(home: Path) -> None:
    happen()
    head = seal_audit(now()).head
    (home / "keys").rename(home / "away")
    happen()
    for work in (lambda: seal_audit(now()), verify_audit):
        with pytest.raises(SealKeyMissing, match=r"lost-key\.md"):
            work()
    with capture_logs() as logged:
        periodic.seal(0)
    assert [(each["log_level"], each["code"]) for each in logged] == [
        ("error", SealKeyMissing.code)
    ]
    assert not (home / "keys").exists()
    (home / "away").rename(home / "keys")
    seal_audit(now())
    assert verify_audit(head).unsealed == 0


def test_sealing_on_with_another_key_would_make_all_before_forged(home: Path) -> None:
    """Negative control of the refusal."""
    happen()
    seal_audit(now())
    shutil.rmtree(home / "keys")
    signing.signing_key(home)
    with pytest.raises(SealForged):
        verify_audit()


def test_to_verify_draws_no_key(home: Path) -> None:
    assert verify_audit().batches == 0
    assert list(home.iterdir()) == []


def test_a_seal_that_is_put_off_is_logged(monkeypatch: pytest.MonkeyPatch) -> None:
    happen()
    with capture_logs() as logged:
        periodic.seal(0)
    assert logged == []
    monkeypatch.setattr(sealing, "_settled", lambda: False)
    happen()
    with capture_logs() as logged:
        periodic.seal(0)
    assert [each["log_level"] for each in logged] == ["warning"]
