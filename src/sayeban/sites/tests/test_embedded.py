"""The embedded PostgreSQL starts wherever it is asked to, once, and keeps what it has."""

import importlib.util
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from sayeban.sites import embedded, embedded_files, embedded_process, embedded_programs
from sayeban.sites.embedded_programs import Programs, SystemUser
from sayeban.sites.embedded_refusals import Cause, DatabaseUnavailable

pytestmark = pytest.mark.slow

ENSURE = "import sys; from pathlib import Path; from sayeban.sites import embedded; "
ENSURE += "print(embedded.ensure_running(Path(sys.argv[1])))"


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    """A home with spaces and Persian letters, on a path short enough for its socket or not."""
    folder = tmp_path / "سایه بان"
    yield folder
    embedded.reset(folder)


def ask(dsn: str, sql: str) -> object:
    with psycopg.connect(dsn) as connection:
        row = connection.execute(sql).fetchone()
    return row and row[0]


def keep_a_row(dsn: str) -> None:
    with psycopg.connect(dsn) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS n")


def kill_server(home: Path) -> int:
    pid = embedded.status(home).pid
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    return pid


def gone(pid: int) -> bool:
    """Whether a killed process has ended, also when nobody waited for it."""
    stat = Path(f"/proc/{pid}/stat")
    return not stat.exists() or stat.read_text().rpartition(")")[2].split()[0] == "Z"


def test_it_starts_answers_in_persian_stops_and_starts_again_with_its_data(home: Path) -> None:
    dsn = embedded.ensure_running(home)
    keep_a_row(dsn)
    assert ask(dsn, "SELECT 'پرونده' ~ '^[[:alpha:]]+$'") is True
    embedded.stop(home)
    assert embedded.status(home).running is False
    assert embedded.status(home).pid is None
    assert ask(embedded.ensure_running(home), "SELECT n FROM kept") == 7


def test_its_role_is_no_superuser_and_may_make_databases_and_roles(home: Path) -> None:
    dsn = embedded.ensure_running(home)
    rights = "rolsuper, rolbypassrls, rolcreatedb, rolcreaterole"
    sql = f"SELECT row({rights})::text FROM pg_roles WHERE rolname = current_user"
    assert ask(dsn, sql) == "(f,f,t,t)"
    assert ask(dsn, "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname='sayeban'") == (
        "sayeban"
    )


@pytest.mark.full
def test_a_server_of_an_earlier_version_gets_its_role_for_backups(home: Path) -> None:
    embedded.ensure_running(home)
    embedded.stop(home)
    forget_backups(home)
    dsn = embedded.ensure_running(home)
    copying = f"{dsn} user={embedded.BACKUP_ROLE}"
    rights = "SELECT row(rolsuper, rolreplication, rolcreaterole)::text FROM pg_roles"
    assert ask(copying, f"{rights} WHERE rolname = current_user") == "(f,t,f)"
    assert ask(dsn, f"{rights} WHERE rolname = current_user") == "(f,f,t)"
    assert ask(dsn, "SELECT current_setting('summarize_wal')") == "on"


def forget_backups(home: Path) -> None:
    """As an earlier version left it."""
    (home / "pgdata/pg_hba.conf").write_text("local all all scram-sha-256\n")
    lines = (home / "pgpass").read_text().splitlines(keepends=True)
    (home / "pgpass").write_text(lines[0])


def test_a_start_that_fails_leaves_no_password_that_the_next_one_would_use(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    embedded.ensure_running(home)
    embedded.stop(home)
    forget_backups(home)

    def fails(*_: object) -> None:
        raise DatabaseUnavailable(Cause.NOT_MADE)

    with monkeypatch.context() as broken:
        broken.setattr(embedded, "_single", fails)
        with pytest.raises(DatabaseUnavailable):
            embedded.ensure_running(home)
    dsn = embedded.ensure_running(home)
    assert ask(f"{dsn} user={embedded.BACKUP_ROLE}", "SELECT 1") == 1
    assert ask(dsn, "SELECT 1") == 1
    assert len((home / "pgpass").read_text().splitlines()) == 2
    assert (home / "pgpass").stat().st_mode & 0o077 == 0


@pytest.mark.full
def test_an_earlier_version_that_was_killed_gets_its_role_when_its_memory_is_free(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dsn = embedded.ensure_running(home)
    forget_backups(home)
    monkeypatch.setattr(embedded_process, "_working_in", lambda _: iter(()))
    busy = psycopg.connect(dsn)
    busy.pgconn.send_query(b"SELECT count(*) FROM generate_series(1, 20000000)")
    kill_server(home)
    dsn = embedded.ensure_running(home)
    busy.close()
    assert ask(f"{dsn} user={embedded.BACKUP_ROLE}", "SELECT 1") == 1


def test_it_asks_for_the_password_and_listens_on_no_network(home: Path) -> None:
    dsn = embedded.ensure_running(home)
    wrong = home / "wrong"
    wrong.write_text("*:*:*:sayeban:guess\n")
    wrong.chmod(0o600)
    with pytest.raises(psycopg.OperationalError, match="password"):
        ask(psycopg.conninfo.make_conninfo(dsn, passfile=str(wrong)), "SELECT 1")
    assert ask(dsn, "SHOW listen_addresses") == ""
    assert embedded.status(home).socket.stat().st_mode & 0o077 == 0


def test_commits_stay_synchronous_and_the_log_holds_no_statement(home: Path) -> None:
    dsn = embedded.ensure_running(home)
    assert ask(dsn, "SHOW synchronous_commit") == "on"
    assert ask(dsn, "SHOW fsync") == "on"
    with psycopg.connect(dsn) as connection:
        connection.execute("CREATE TABLE person (national_id text PRIMARY KEY)")
        connection.execute("INSERT INTO person VALUES ('9990000017')")
        with pytest.raises(psycopg.errors.UniqueViolation):
            connection.execute("INSERT INTO person VALUES ('9990000017')")
    log = (home / "postgres.log").read_text()
    assert "person_pkey" in log
    assert "9990000017" not in log


def test_processes_that_start_at_once_get_one_server(home: Path) -> None:
    command = [sys.executable, "-c", ENSURE, str(home)]
    started = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    answers = {each.communicate()[0] for each in started}
    assert {each.returncode for each in started} == {0}
    assert len(answers) == 1
    assert embedded.status(home).running


def test_a_killed_server_comes_back_with_what_was_committed(home: Path) -> None:
    keep_a_row(embedded.ensure_running(home))
    kill_server(home)
    assert ask(embedded.ensure_running(home), "SELECT n FROM kept") == 7


def test_a_server_killed_under_a_long_query_comes_back_at_once(home: Path) -> None:
    dsn = embedded.ensure_running(home)
    keep_a_row(dsn)
    busy = psycopg.connect(dsn)
    busy.pgconn.send_query(b"SELECT count(*) FROM generate_series(1, 2000000000)")
    killed = kill_server(home)
    assert ask(embedded.ensure_running(home), "SELECT n FROM kept") == 7
    assert embedded.status(home).pid != killed
    busy.close()


def test_a_number_that_became_a_strangers_does_not_stop_the_start(home: Path) -> None:
    """As after a restart of a container, where process numbers begin anew."""
    keep_a_row(embedded.ensure_running(home))
    pid = kill_server(home)
    while not gone(pid):
        time.sleep(0.01)
    with subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"]) as stranger:
        file = home / "pgdata" / "postmaster.pid"
        lines = file.read_text().splitlines()
        file.write_text("\n".join([str(stranger.pid), *lines[1:]]) + "\n")
        try:
            assert embedded.status(home).pid is None
            assert ask(embedded.ensure_running(home), "SELECT n FROM kept") == 7
        finally:
            stranger.terminate()


def test_an_interrupted_first_start_is_begun_anew(home: Path) -> None:
    (home / "pgdata.new" / "base").mkdir(parents=True)
    assert ask(embedded.ensure_running(home), "SELECT 1") == 1


def test_a_path_too_long_for_a_socket_gets_a_private_short_folder(tmp_path: Path) -> None:
    home = tmp_path / ("دراز" * 20)
    dsn = embedded.ensure_running(home)
    socket = embedded.status(home).socket
    try:
        assert ask(dsn, "SELECT 1") == 1
        assert not socket.is_relative_to(home)
        assert socket.stat().st_mode & 0o777 == 0o700
        embedded.stop(home)
        assert embedded.ensure_running(home) == dsn
    finally:
        embedded.reset(home)
    assert not socket.exists()


def test_a_short_folder_that_others_may_enter_is_not_used_again(tmp_path: Path) -> None:
    home = tmp_path / ("long" * 30)
    embedded.ensure_running(home)
    first = embedded.status(home).socket
    try:
        embedded.stop(home)
        first.chmod(0o777)
        embedded.ensure_running(home)
        assert embedded.status(home).socket != first
    finally:
        embedded.reset(home)
        shutil.rmtree(first, ignore_errors=True)


def test_a_server_that_lost_its_socket_is_started_again(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embedded, "SILENT_SECONDS", 0.2)
    dsn = embedded.ensure_running(home)
    (embedded.status(home).socket / embedded_files.SOCKET_NAME).unlink()
    assert ask(embedded.ensure_running(home), "SELECT 1") == 1
    assert embedded.ensure_running(home) == dsn


def test_reset_removes_the_embedded_data_and_nothing_else(home: Path) -> None:
    embedded.ensure_running(home)
    (home / "secret_key").write_text("kept")
    embedded.reset(home)
    assert sorted(path.name for path in home.iterdir()) == ["embedded.lock", "secret_key"]


@pytest.mark.full
def test_the_systems_programs_serve_where_the_wheel_has_none(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not list(Path("/usr/lib/postgresql").glob("*/bin/postgres")):
        monkeypatch.setattr(embedded_programs, "_folders", lambda: iter(()))
        with pytest.raises(DatabaseUnavailable):
            embedded.ensure_running(home)
        return
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    dsn = embedded.ensure_running(home)
    assert ask(dsn, "SELECT current_setting('server_version_num')::int >= 150000") is True


def test_data_of_a_version_that_is_not_installed_is_refused_in_words(home: Path) -> None:
    (home / "pgdata").mkdir(parents=True)
    (home / "pgdata" / "PG_VERSION").write_text("14\n")
    with pytest.raises(DatabaseUnavailable, match="نسخهٔ دیگری") as refused:
        embedded.ensure_running(home)
    assert refused.value.cause is Cause.OTHER_VERSION
    assert "not installed" in refused.value.english


@pytest.mark.full
def test_a_build_that_does_not_know_persian_letters_is_refused(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control of the self-check: the same server under locale C."""
    run = SystemUser.run

    def under_c(user: SystemUser, *command: str, text: str = "") -> object:
        return run(user, *(c.replace("--locale=C.UTF-8", "--locale=C") for c in command), text=text)

    monkeypatch.setattr(SystemUser, "run", under_c)
    with pytest.raises(DatabaseUnavailable) as refused:
        embedded.ensure_running(home)
    assert refused.value.cause is Cause.NO_PERSIAN
    assert embedded.status(home).running is False


def test_root_without_another_user_is_refused_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nowhere = SystemUser(prefix=("env", "no-such-program"))
    monkeypatch.setattr(embedded_programs, "_namespace", lambda: nowhere)
    monkeypatch.setattr(embedded_programs, "_dropped", lambda: nowhere)
    with pytest.raises(DatabaseUnavailable) as refused:
        embedded_programs.system_user(tmp_path / "pgdata", uid=0)
    assert refused.value.cause is Cause.ONLY_ROOT


def test_programs_that_a_user_cannot_reach_are_copied_for_him(tmp_path: Path) -> None:
    """A user who may read only the copy stands for one below a closed home."""
    found = embedded_programs.programs(tmp_path / "pgdata")
    blind = SystemUser(("sh", "-c", 'case "$0" in */programs/*) exec "$0" "$@";; esac; exit 1'))
    copy = embedded_programs.readable_by(blind, found, tmp_path)
    assert copy == Programs(tmp_path / "programs" / "bin", found.major)
    assert embedded_programs.readable_by(SystemUser(), found, tmp_path) == found


@pytest.mark.parametrize("memory", [512, 2048, 24 * 1024])
def test_settings_grow_with_the_machine_and_stay_within_it(tmp_path: Path, memory: int) -> None:
    text = embedded_files.settings(embedded_files.Files(tmp_path), memory * embedded_files.MB)
    sizes = dict(line.split(" = ") for line in text.splitlines())
    buffers = int(sizes["shared_buffers"].strip("'MB"))
    assert 64 <= buffers <= max(memory // 8, 64)
    assert buffers <= 2048


def test_a_quote_in_a_path_ends_no_setting(tmp_path: Path) -> None:
    text = embedded_files.settings(embedded_files.Files(tmp_path / "o'hara\\x"), 10**9)
    assert r"/o''hara\\x/run'" in text


def test_root_without_a_namespace_hands_the_data_to_an_unprivileged_user(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if os.geteuid() != 0:
        assert embedded_programs.system_user(home / "pgdata") == SystemUser()
        return
    nowhere = SystemUser(prefix=("env", "no-such-program"))
    monkeypatch.setattr(embedded_programs, "_namespace", lambda: nowhere)
    keep_a_row(embedded.ensure_running(home))
    data = (home / "pgdata").resolve()
    assert data.stat().st_uid != 0
    embedded.stop(home)
    monkeypatch.undo()
    assert ask(embedded.ensure_running(home), "SELECT n FROM kept") == 7
    embedded.reset(home)
    assert not data.exists()


def test_an_ordinary_user_starts_it_without_help() -> None:
    root = os.geteuid() == 0
    plain = embedded_programs._dropped() if root else SystemUser(uid=os.getuid(), gid=os.getgid())
    folder = Path(tempfile.mkdtemp(prefix="sayeban-plain-", dir="/tmp"))
    plain.take(folder)
    home = folder / "home"
    try:
        assert ended_as(plain, lambda: embedded.ensure_running(home)) == 0
        assert (home / "pgdata").stat().st_uid == plain.uid
        assert embedded.status(home).running
        assert ended_as(plain, lambda: embedded.reset(home)) == 0
        assert not (home / "pgdata").exists()
    finally:
        embedded.reset(home)
        shutil.rmtree(folder)


def ended_as(user: SystemUser, work: Callable[[], object]) -> int:
    """The exit code of a child that became `user`: he need not be able to read this Python."""
    child = os.fork()
    if child == 0:
        try:
            if os.geteuid() == 0:
                os.setgroups([])
            os.setgid(user.gid or 0)
            os.setuid(user.uid or 0)
            work()
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
