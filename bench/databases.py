"""A database of its own for each measurement, copied from a prepared one."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import LiteralString

import psycopg
from django.db import connection
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo


def url(name: str) -> str:
    """The address of one database of the server."""
    return make_conninfo(os.environ["DATABASE_URL"], dbname=name)


def _command(text: str, *names: str) -> None:
    # The server's own database: nobody works in those that are copied.
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as server:
        server.execute(sql.SQL(text).format(*map(sql.Identifier, names)))


def make(name: str) -> None:
    """An empty, migrated database."""
    drop(name)
    _command("CREATE DATABASE {}", name)
    subprocess.run(
        [sys.executable, "-m", "django", "migrate", "--verbosity", "0"],
        env=os.environ | {"SAYEBAN_AS_OWNER": "1", "DATABASE_URL": url(name)},
        check=True,
    )


def drop(name: str) -> None:
    """Remove a database if it is there; the server waits for its own cleaners to leave."""
    _command("DROP DATABASE IF EXISTS {}", name)


def copy(template: str, name: str) -> None:
    """A second database with everything that the first one holds."""
    _command("CREATE DATABASE {} TEMPLATE {}", name, template)


def analyze(name: str) -> None:
    """Gather statistics as the tables' owner, as the server does by itself a minute later."""
    as_owner(name, "ANALYZE")


def as_owner(name: str, statement: LiteralString) -> None:
    """Let the tables' owner run one statement."""
    with psycopg.connect(url(name), autocommit=True) as owner:
        owner.execute(statement)


@contextmanager
def using(name: str) -> Iterator[None]:
    """Let Django work in this database."""
    parts = conninfo_to_dict(url(name))
    connection.close()
    connection.settings_dict["NAME"] = parts["dbname"]
    try:
        yield
    finally:
        connection.close()


@contextmanager
def copy_of(template: str) -> Iterator[None]:
    """A fresh copy of a prepared database, with its statistics, gone afterwards."""
    drop("bench_copy")
    copy(template, "bench_copy")
    with using("bench_copy"):
        yield
    drop("bench_copy")
