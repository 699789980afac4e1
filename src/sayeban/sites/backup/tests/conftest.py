"""A small installation with a database of its own, its home and its key."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from sayeban.sites import embedded
from sayeban.sites.backup import making, vault
from sayeban.sites.backup.repository import Repository
from sayeban.sites.backup.server import Server

_TABLES = """
CREATE ROLE sayeban_hq;
GRANT sayeban_hq TO sayeban;
CREATE TABLE open_to_all (id bigint PRIMARY KEY, name text);
CREATE TABLE guarded (id bigint PRIMARY KEY, name text);
ALTER TABLE guarded ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY all_of_it ON guarded TO sayeban_hq USING (true);
GRANT ALL ON guarded TO sayeban_hq;
CREATE UNLOGGED TABLE passing (id bigint);
"""


@dataclass
class Installation:
    """Its clock goes on by a minute a backup: a backup is named by the second it began in."""

    home: Path
    out: Path
    key: Path
    url: str
    clock: datetime = datetime(2026, 11, 25, 20, tzinfo=UTC)

    @property
    def server(self) -> Server:
        return Server(self.url, make_conninfo(self.url, user=embedded.BACKUP_ROLE), embedded=True)

    @property
    def repository(self) -> Repository:
        return Repository(self.out)

    def back_up(self, *, full: bool = False) -> making.Made:
        self.clock += timedelta(minutes=1)
        return making.back_up(self.server, self.home, self.out, self.clock, full=full)

    def write(self, name: str) -> None:
        """One row more in each table."""
        with psycopg.connect(self.url) as connection:
            for table in ("open_to_all", "guarded"):
                if table == "guarded":
                    connection.execute("SET LOCAL ROLE sayeban_hq")
                connection.execute(
                    f"INSERT INTO {table} SELECT count(*) + 1, %s FROM {table}", [name]
                )

    def document(self, name: str, content: bytes) -> Path:
        path = self.home / "files/documents" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        return path


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    home = tmp_path_factory.mktemp("installation") / "home"
    url = embedded.ensure_running(home)
    with psycopg.connect(url) as connection:
        connection.execute(_TABLES)
    yield home, url
    embedded.reset(home)


@pytest.fixture
def installation(server: tuple[Path, str], tmp_path: Path) -> Installation:
    """Backups of each test go into a folder of its own."""
    home, url = server
    made = Installation(home, tmp_path / "backups", tmp_path / "key.txt", url)
    vault.new_key(made.key, home / making.PUBLIC_KEY)
    return made


def names(url: str, table: str) -> list[str]:
    """What a table holds, in order."""
    with psycopg.connect(url) as connection:
        if table == "guarded":
            connection.execute("SET LOCAL ROLE sayeban_hq")
        return [n for (n,) in connection.execute(f"SELECT name FROM {table} ORDER BY id")]
