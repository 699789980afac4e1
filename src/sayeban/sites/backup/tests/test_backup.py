"""A backup is proved by restoring it; what is damaged is named (R15, P4)."""

import json
import os
import tempfile
from datetime import datetime, timedelta
from pathlib import Path

import psycopg
import pytest

from sayeban.sites import embedded, embedded_files, embedded_programs
from sayeban.sites.backup import content, making, restoring, server, vault
from sayeban.sites.backup.refusals import (
    Damaged,
    Differs,
    NoBackup,
    NotEmpty,
    NotReached,
    OtherDatabase,
    ReplicationRefused,
    Running,
    ToolFailed,
    WrongKey,
)
from sayeban.sites.backup.server import Server
from sayeban.sites.backup.tests.conftest import Installation, names
from sayeban.sites.embedded_programs import SystemUser

pytestmark = pytest.mark.slow

SECRET = "نام ناب‌یافتنی"


def restored(installation: Installation, until: datetime | None = None) -> tuple[Path, list[str]]:
    """A home out of the backups and the names in its open table; the guarded one holds the same."""
    into = installation.out.parent / f"new-{len(list(installation.out.parent.iterdir()))}"
    restoring.restore(installation.out, vault.identity(installation.key), into, until)
    url = embedded.ensure_running(into)
    try:
        assert names(url, "open_to_all") == names(url, "guarded")
        return into, names(url, "open_to_all")
    finally:
        embedded.stop(into)


def test_a_chain_is_restored_with_its_files_to_its_end_and_to_a_moment_within(
    installation: Installation,
) -> None:
    before = names(installation.url, "open_to_all")
    installation.write(SECRET)
    kept = installation.document("kept.jpg", b"kept")
    passing = installation.document("passing.jpg", b"passing")
    first = installation.back_up()
    assert (first.backup.previous, first.rows) == ("", 2 * len(before) + 2)
    passing.unlink()
    fresh = installation.document("fresh.jpg", b"fresh")
    installation.write("between")
    with psycopg.connect(installation.url) as connection:
        row = connection.execute("SELECT clock_timestamp()").fetchone()
    installation.write("later")
    second = installation.back_up()
    assert second.backup.previous == first.backup.name
    sizes = [made.backup.files[making.BASE]["size"] for made in (first, second)]
    assert sizes[1] < sizes[0] / 4
    assert row

    home, found = restored(installation)
    assert found == [*before, SECRET, "between", "later"]
    documents = home / "files/documents"
    assert (documents / kept.name).read_bytes() == b"kept"
    assert (documents / fresh.name).read_bytes() == b"fresh"
    assert not (documents / passing.name).exists()
    assert restored(installation, until=row[0])[1] == [*before, SECRET, "between"]

    # Of what was written a copy shows nothing, and no later backup tells more.
    for path in installation.out.rglob("*"):
        assert path.is_dir() or SECRET.encode() not in path.read_bytes()

    done = restoring.rehearse(installation.out, vault.identity(installation.key))
    assert done.backup == second.backup.name
    assert "برگردانده شد" in done.sentence

    too_late = datetime.fromisoformat(second.backup.ended) + timedelta(hours=1)
    key, late = vault.identity(installation.key), installation.out.parent / "late"
    with pytest.raises(NotReached):
        restoring.restore(installation.out, key, late, too_late)
    assert list(late.iterdir()) == []
    assert restoring.restore(installation.out, key, late, None)["into"] == str(late)
    with pytest.raises(NoBackup):
        restored(installation, until=too_late - timedelta(days=1))


def test_one_byte_that_changed_is_named_before_anything_is_restored(
    installation: Installation,
) -> None:
    made = installation.back_up()
    folder = installation.out / made.backup.name
    for path in sorted(folder.iterdir()):
        if path.name == "manifest.sha256":
            continue
        whole = path.read_bytes()
        path.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
        with pytest.raises(Damaged, match=f"{made.backup.name}/{path.name}"):
            restoring.rehearse(installation.out, vault.identity(installation.key))
        path.write_bytes(whole)
    (folder / making.JOURNAL).unlink()
    with pytest.raises(Damaged, match=making.JOURNAL):
        restoring.rehearse(installation.out, vault.identity(installation.key))


def test_a_restored_row_that_differs_is_named_by_its_table(
    installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    installation.back_up()
    measure = content.measure

    def changed(reader: "psycopg.Connection[tuple[object, ...]]") -> content.Content:
        reader.execute("UPDATE open_to_all SET name = 'x' WHERE id = 1")
        return measure(reader)

    installation.write("one")
    installation.back_up()
    monkeypatch.setattr(content, "measure", changed)
    with pytest.raises(Differs, match="open_to_all"):
        restoring.rehearse(installation.out, vault.identity(installation.key))


def test_another_key_opens_nothing(installation: Installation, tmp_path: Path) -> None:
    installation.back_up()
    other = tmp_path / "other.txt"
    vault.new_key(other, tmp_path / "other.pub")
    with pytest.raises(WrongKey):
        restoring.rehearse(installation.out, vault.identity(other))
    with pytest.raises(WrongKey):
        restoring.restore(installation.out, vault.identity(other), tmp_path / "new", None)
    assert list((tmp_path / "new").iterdir()) == []

    # A home with a new key builds on nothing that the old one opens.
    vault.new_key(tmp_path / "third.txt", installation.home / making.PUBLIC_KEY)
    assert installation.back_up().backup.previous == ""
    restoring.rehearse(installation.out, vault.identity(tmp_path / "third.txt"))


def test_a_rehearsal_of_root_without_a_namespace_leaves_nothing(
    installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The data lie outside of the temporary folder there, where an unprivileged user reads them."""
    installation.back_up()
    outside = Path(tempfile.mkdtemp(prefix="sayeban-outside-", dir="/tmp"))
    outside.chmod(0o711)
    monkeypatch.setattr(embedded_files, "FOR_OTHER_USERS", outside)
    nowhere = SystemUser(prefix=("env", "no-such-program"))
    monkeypatch.setattr(embedded_programs, "_namespace", lambda: nowhere)
    empty = outside.stat().st_mtime_ns
    restoring.rehearse(installation.out, vault.identity(installation.key))
    assert (outside.stat().st_mtime_ns != empty) == (os.geteuid() == 0)
    outside.rmdir()  # fails where anything is left


def test_nothing_is_restored_over_anything(installation: Installation, tmp_path: Path) -> None:
    installation.back_up()
    full = tmp_path / "full"
    full.mkdir()
    (full / "a").touch()
    with pytest.raises(NotEmpty):
        restoring.restore(installation.out, vault.identity(installation.key), full, None)


@pytest.mark.full
def test_a_journal_that_the_server_did_not_keep_makes_the_next_backup_whole(
    installation: Installation,
) -> None:
    installation.back_up()
    with psycopg.connect(installation.server.copying, autocommit=True) as connection:
        connection.execute("SELECT pg_drop_replication_slot(%s)", [installation.repository.slot()])
    assert installation.back_up().backup.previous == ""
    assert installation.back_up().backup.previous != ""
    assert installation.back_up(full=True).backup.previous == ""
    restoring.rehearse(installation.out, vault.identity(installation.key))


def test_a_server_that_lets_nobody_copy_it_is_told_with_the_runbook(
    installation: Installation,
) -> None:
    for refused in (installation.url, "host=/nowhere user=nobody dbname=none"):
        source = Server(installation.url, refused, embedded=False)
        with pytest.raises(ReplicationRefused, match=r"docs/runbooks/backup\.md"):
            making.back_up(
                source, installation.home, installation.out, installation.clock, full=False
            )


def test_a_program_that_fails_is_named(
    installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "hold_journal", lambda *_: True)
    with pytest.raises(ToolFailed, match="pg_receivewal"):
        installation.back_up()
    assert installation.repository.whole() == []


def test_a_folder_takes_backups_of_one_database_by_one_at_a_time(
    installation: Installation,
) -> None:
    made = installation.back_up()
    with installation.repository.making("x"), pytest.raises(Running):
        installation.back_up()
    path = installation.out / made.backup.name / "manifest.json"
    other = json.loads(path.read_text()) | {"system": "1"}
    path.write_text(json.dumps(other))
    digest = vault.sealed(path).sha256
    (path.parent / "manifest.sha256").write_text(digest)
    with pytest.raises(OtherDatabase):
        installation.back_up()


@pytest.mark.full
def test_a_backup_that_could_not_be_measured_is_kept_and_says_so(
    installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A writer that never ends leaves no moment whose content could be named."""
    key = vault.identity(installation.key)
    installation.write("before")
    first = installation.back_up()
    installation.write("measured by nobody")
    before = names(installation.url, "open_to_all")
    with monkeypatch.context() as patched, psycopg.connect(installation.url) as writer:
        patched.setattr(content, "PATIENCE_SECONDS", 0.2)
        writer.execute("INSERT INTO open_to_all VALUES (-1, 'unfinished')")
        busy = installation.back_up()
        writer.rollback()
    assert (first.backup.measured, busy.backup.measured, busy.rows) == (True, False, 0)
    assert busy.backup.previous == first.backup.name
    rehearsed = restoring.rehearse(installation.out, key)
    assert (rehearsed.measured, rehearsed.rows) == (False, 2 * len(before))
    assert "سنجیده نشده بود" in rehearsed.sentence
    assert restored(installation)[1] == before
    # The next one builds on it and is proved as ever.
    assert installation.back_up().backup.previous == busy.backup.name
    assert restoring.rehearse(installation.out, key).measured


def test_a_password_never_stands_on_a_command_line() -> None:
    source = Server("", "host=db user=u password=hidden dbname=d", embedded=True)
    command, environment = server._program(source, 18, "pg_basebackup")
    assert "hidden" not in " ".join(command)
    assert environment["PGPASSWORD"] == "hidden"
    assert "PGPASSWORD" not in os.environ
