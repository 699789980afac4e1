"""Probes: alive, ready, and not ready by name."""

import pytest
from django.db import DatabaseError
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from sayeban.sites import health


def test_the_process_lives_without_a_database(django_db_blocker: DjangoDbBlocker) -> None:
    with django_db_blocker.block():
        assert Client().get("/healthz").json() == {"status": "ok"}


@pytest.mark.django_db
def test_ready_when_every_part_works() -> None:
    answer = Client().get("/readyz")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok", "problems": []})


@pytest.mark.django_db
def test_a_missing_migration_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    known = health._known_migrations() | {("accounts", "9999_future")}
    monkeypatch.setattr(health, "_known_migrations", lambda: known)
    assert MigrationRecorder.Migration.objects.exists()
    answer = Client().get("/readyz")
    assert (answer.status_code, answer.json()["problems"]) == (503, ["migrations"])


@pytest.mark.django_db
def test_a_database_out_of_reach_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    class Gone:
        def cursor(self) -> None:
            raise DatabaseError

    monkeypatch.setattr(health, "connection", Gone())
    assert Client().get("/readyz").json()["problems"] == ["database", "migrations"]
