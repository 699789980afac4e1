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
from sayeban.sites.sealing import FORMER, seal_audit, verify_audit

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


def test_another_key_seals_on_only_where_the_one_before_it_is_kept(home: Path) -> None:
    happen()
    seal_audit(now())
    before = signing.pem(signing.signing_key(home).public_key())
    (home / "keys/signing.pem").unlink()
    signing.signing_key(home)  # as a release or `sayeban package key` draws it
    happen()
    with pytest.raises(SealKeyMissing):
        seal_audit(now())
    with pytest.raises(SealForged):
        verify_audit()
    (home / FORMER).mkdir()
    (home / FORMER / "1405-09.pem").write_text(before)
    (home / FORMER / "notes").write_text("no key")
    head = seal_audit(now()).head
    assert verify_audit(head).batches > 1
    # The newer key alone proves the newer seals alone.
    shutil.rmtree(home / FORMER)
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
