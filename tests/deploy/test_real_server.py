"""A PostgreSQL that is not ours: roles as deploy/ makes them, one for each purpose, and its backup.

The server is a fresh one of its own, with its superuser; Sayeban knows it by its addresses alone.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from sayeban.sites.embedded_programs import programs, system_user

pytestmark = [pytest.mark.slow, pytest.mark.full]

ROOT = Path(__file__).resolve().parents[2]
_DOOR = """local all postgres trust
local all all scram-sha-256
local replication sayeban_backup scram-sha-256
"""
_ROLES = ("owner", "app", "backup")


class Server:
    """A server in a folder; its socket lies there too."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.data = folder, folder / "data"
        self.user, self.found = system_user(folder / "none"), programs(folder / "none")

    def run(self, program: str, *arguments: str) -> None:
        done = self.user.run(str(self.found.folder / program), *arguments)
        assert done.returncode == 0, done.stderr

    def start(self) -> None:
        self.folder.chmod(0o755)
        self.user.take(self.folder)
        self.run("initdb", "-D", str(self.data), "-U", "postgres", "-A", "trust", "--no-sync")
        (self.data / "pg_hba.conf").write_text(_DOOR)
        with (self.data / "postgresql.conf").open("a") as file:
            file.write("listen_addresses = ''\nsummarize_wal = on\nfsync = off\n")
            file.write(f"unix_socket_directories = '{self.folder}'\n")
        self.run("pg_ctl", "-D", str(self.data), "-l", str(self.folder / "log"), "-w", "start")
        passwords = [f"-v{role}_password=pw-{role}" for role in _ROLES]
        host = ("-X", "-h", str(self.folder), "-U", "postgres", "-d", "postgres")
        roles = str(ROOT / "deploy/database/roles.sql")
        self.run("psql", *host, "-vON_ERROR_STOP=1", *passwords, "-f", roles)

    def url(self, role: str) -> str:
        return f"host={self.folder} dbname=sayeban user=sayeban_{role} password=pw-{role}"


@pytest.fixture
def server() -> Iterator[Server]:
    folder = Path(tempfile.mkdtemp(prefix="sayeban-server-", dir="/tmp"))
    made = Server(folder)
    made.start()
    yield made
    made.run("pg_ctl", "-D", str(made.data), "-m", "immediate", "-w", "stop")
    shutil.rmtree(folder)


class Sayeban:
    """The command line with the addresses of the server in its environment."""

    def __init__(self, server: Server, home: Path) -> None:
        self.environment = os.environ | {
            "DATABASE_URL": server.url("app"),
            "SAYEBAN_OWNER_URL": server.url("owner"),
            "SAYEBAN_BACKUP_URL": server.url("backup"),
            "SAYEBAN_HOME": str(home),
        }

    def says(self, *arguments: object, **environment: str) -> dict[str, Any]:
        done = subprocess.run(
            [str(Path(sys.executable).with_name("sayeban")), *map(str, arguments), "--json"],
            env=self.environment | environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode in {0, 2}, done.stderr
        answer: dict[str, Any] = json.loads(done.stdout)
        return answer


def test_it_serves_with_one_role_for_each_purpose_and_is_backed_up(
    server: Server, tmp_path: Path
) -> None:
    sayeban = Sayeban(server, tmp_path / "home")
    backups, key = tmp_path / "backups", tmp_path / "key.txt"
    assert sayeban.says("migrate") == {"migrated": True}
    companies = tmp_path / "c.csv"
    companies.write_text("code,utility,province,name\n307,gas,07,گاز فارس\n", encoding="utf-8")
    assert sayeban.says("company", "import", companies)["accepted"] == 1
    with psycopg.connect(server.url("app")) as app, pytest.raises(psycopg.Error):
        app.execute("ALTER TABLE audit_event DISABLE TRIGGER ALL")

    sayeban.says("backup", "--new-key", key)
    refused = sayeban.says("backup", "--out", backups, SAYEBAN_BACKUP_URL=server.url("owner"))
    assert refused["refused"] == "backup.not_allowed"
    assert "docs/runbooks/backup.md" in refused["message"]
    assert sayeban.says("backup", "--out", backups)["kind"] == "full"
    made = sayeban.says("backup", "--out", backups)
    assert made["kind"] == "incremental"
    found = sayeban.says("verify-backup", backups, "--key", key)
    assert (found["backup"], found["rows"]) == (made["backup"], made["rows"])
