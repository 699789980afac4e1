"""/metrics: figures of the installation for who may ask, and no datum of a person."""

import json
import re
from datetime import timedelta
from pathlib import Path

import pytest
import yaml
from django.test import Client
from django.utils.timezone import now
from prometheus_client.parser import text_string_to_metric_families
from pytest_django.fixtures import Settings

from sayeban.runtime.actor import OPERATOR, Actor
from sayeban.runtime.context import acting
from sayeban.runtime.outbox import announce, replay_events
from sayeban.runtime.refusals import AccessDenied
from sayeban.sites.backup.making import LAST
from sayeban.sites.sealing import seal_audit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def home(settings: Settings, tmp_path: Path) -> Path:
    settings.HOME = tmp_path
    return tmp_path


def figures(**headers: str) -> dict[str, dict[str, float]]:
    """Each metric by the text of its labels."""
    answer = Client().get("/metrics", headers=headers)
    assert answer.status_code == 200
    found: dict[str, dict[str, float]] = {}
    for family in text_string_to_metric_families(answer.content.decode()):
        for sample in family.samples:
            labels = ",".join(sample.labels.values())
            found.setdefault(sample.name, {})[labels] = sample.value
    return found


def test_requests_are_counted_by_page_and_status() -> None:
    before = figures().get("sayeban_request_seconds_count", {}).get("healthz,200", 0)
    Client().get("/healthz")
    Client().get("/people/")
    found = figures()["sayeban_request_seconds_count"]
    assert found["healthz,200"] == before + 1
    assert found["people,302"] >= 1


def test_a_refused_command_is_counted_by_its_code() -> None:
    before = figures().get("sayeban_refusals_total", {}).get("access.denied", 0)
    with pytest.raises(AccessDenied):
        replay_events(actor=Actor("user", "u", 1), at=now())
    assert figures()["sayeban_refusals_total"]["access.denied"] == before + 1


def test_the_state_of_the_installation_is_told(home: Path) -> None:
    found = figures()
    assert found["sayeban_event_oldest_seconds"] == {"": 0}
    assert "sayeban_backup_age_seconds" not in found
    assert "sayeban_seal_age_seconds" not in found
    with acting(OPERATOR, now()):
        announce("test.event", "1", {})
    replay_events(actor=OPERATOR, at=now())
    seal_audit(now() - timedelta(minutes=5))
    made = (now() - timedelta(hours=2)).isoformat()
    (home / LAST).write_text(json.dumps({"name": "x", "at": made}))
    found = figures()
    assert found["sayeban_events"] == {"waiting": 1}
    assert found["sayeban_seal_age_seconds"][""] >= 300
    assert found["sayeban_backup_age_seconds"][""] >= 7200
    assert found["sayeban_database_connections_most"][""] > 1
    assert sum(found["sayeban_database_connections"].values()) >= 1
    assert found["sayeban_disk_free_bytes"][""] > 0
    assert {"sayeban_evening_freeze_day", "sayeban_campaigns_open"} <= found.keys()


def test_what_waits_for_a_seal_grows_old_and_a_quiet_night_does_not() -> None:
    assert figures()["sayeban_unsealed_seconds"] == {"": 0}
    replay_events(actor=OPERATOR, at=now() - timedelta(minutes=20))
    replay_events(actor=OPERATOR, at=now())
    assert figures()["sayeban_unsealed_seconds"][""] > 1190
    seal_audit(now() - timedelta(hours=8))
    found = figures()
    assert found["sayeban_unsealed_seconds"] == {"": 0}
    assert found["sayeban_seal_age_seconds"][""] > 8 * 3600 - 60
    replay_events(actor=OPERATOR, at=now() - timedelta(minutes=5))
    assert 290 < figures()["sayeban_unsealed_seconds"][""] < 1200


@pytest.mark.parametrize(
    ("address", "forwarded"),
    [
        ("10.0.0.7", ""),
        ("127.0.0.1", "10.0.0.7"),
        ("127.0.0.1", "127.0.0.1"),
    ],
)
def test_who_asks_from_elsewhere_finds_nothing(address: str, forwarded: str) -> None:
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    answer = Client().get("/metrics", headers=headers, REMOTE_ADDR=address)
    assert answer.status_code == 404


def test_behind_a_named_proxy_its_word_counts(settings: Settings) -> None:
    settings.PROXIES = frozenset({"127.0.0.1"})
    settings.METRICS_FROM = frozenset({"10.0.0.7"})
    assert Client(HTTP_X_FORWARDED_FOR="10.0.0.7").get("/metrics").status_code == 200
    assert Client(HTTP_X_FORWARDED_FOR="10.0.0.8").get("/metrics").status_code == 404


def test_a_token_is_asked_for_where_one_is_set(settings: Settings) -> None:
    settings.METRICS_TOKEN = "long and secret"
    for wrong in ({}, {"Authorization": "Bearer other"}, {"Authorization": "Bearer "}):
        assert Client().get("/metrics", headers=wrong).status_code == 404
    assert figures(Authorization="Bearer long and secret")


def test_ipv6_of_this_machine_counts_as_this_machine() -> None:
    assert Client(REMOTE_ADDR="::1").get("/metrics").status_code == 200


def test_no_label_holds_a_datum() -> None:
    Client().get("/people/person/9990000017/")
    Client().get("/nowhere/09120000000/?id=9990000017")
    text = Client().get("/metrics").content.decode()
    labels = re.findall(r'="([^"]*)"', text)
    assert labels
    assert not [label for label in labels if re.search(r"[0-9۰-۹]{10,}", label)]


def test_processes_that_share_a_folder_are_counted_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PROMETHEUS_MULTIPROC_DIR", str(tmp_path))
    found = figures()
    assert "sayeban_request_seconds_count" not in found  # nobody has written there
    assert "sayeban_events" in found or "sayeban_event_oldest_seconds" in found


def test_every_figure_that_an_alert_asks_for_is_told(home: Path) -> None:
    happened = now() - timedelta(minutes=5)
    replay_events(actor=OPERATOR, at=happened)
    seal_audit(happened)
    (home / LAST).write_text(json.dumps({"name": "x", "at": happened.isoformat()}))
    root = Path(__file__).resolve().parents[4]
    rules = yaml.safe_load((root / "deploy/alerts.yaml").read_text())["groups"][0]["rules"]
    for rule in rules:
        asked = re.findall(r"sayeban_\w+", rule["expr"])
        assert asked
        # A state that nothing is in has no line; its name stands in the help all the same.
        told = Client().get("/metrics").content.decode()
        assert all(f"# TYPE {name} " in told for name in asked), rule["alert"]
        assert (root / rule["annotations"]["runbook"]).exists()
