"""Where a process is killed: at the n-th step of its work, while PostgreSQL holds it there.

A step is a statement on one of the tables that a load or a collection writes, or the commit of
one of its transactions. At the chosen step the statement waits for an advisory lock of the test.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from time import monotonic, sleep
from typing import Any, LiteralString

import psycopg

KEY = 999_001
"""Of the advisory lock that is the gate."""
_SECONDS = 60
_STATEMENTS = (
    "people_person",
    "people_household",
    "people_residence",
    "exemptions_row",
    "exemptions_connection",
    "exemptions_load",
    "exemptions_loadchunk",
    "exemptions_rejectedrow",
    "exemptions_candidate",
    "exemptions_upload",
    "runtime_job",
)
_COMMITS = ("exemptions_load", "exemptions_loadchunk", "exemptions_upload")

_MAKE: LiteralString = f"""
CREATE TABLE kills_gate (at int NOT NULL, on_table text NOT NULL);
INSERT INTO kills_gate VALUES (0, '');
CREATE SEQUENCE kills_steps;
CREATE FUNCTION kills_gate() RETURNS trigger SECURITY DEFINER LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT on_table IN ('', TG_TABLE_NAME) FROM kills_gate) THEN
    IF nextval('kills_steps') = (SELECT at FROM kills_gate) THEN
      PERFORM pg_advisory_xact_lock({KEY});
    END IF;
  END IF;
  RETURN NULL;
END $$;
"""


def build(owner: "psycopg.Connection[Any]") -> None:
    """Put the gates into the database that the others are copied from."""
    owner.execute(_MAKE)
    for table in _STATEMENTS:
        owner.execute(
            f"CREATE TRIGGER kills_statement BEFORE INSERT OR UPDATE OR DELETE ON {table}"
            " FOR EACH STATEMENT EXECUTE FUNCTION kills_gate()".encode()
        )
    for table in _COMMITS:
        owner.execute(
            f"CREATE CONSTRAINT TRIGGER kills_commit AFTER INSERT OR UPDATE ON {table}"
            " DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION kills_gate()".encode()
        )


def steps(owner: "psycopg.Connection[Any]") -> int:
    """How many steps were taken."""
    found = owner.execute("SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM kills_steps")
    ((number,),) = found.fetchall()
    return int(number)


def spread(number: int, count: int) -> list[int]:
    """`count` steps out of `number`, from the first to the last."""
    return [1 + (number - 1) * place // (count - 1) for place in range(count)]


@contextmanager
def closed_at(owner: "psycopg.Connection[Any]", step: int, on_table: str = "") -> Iterator[None]:
    """Whoever takes this step waits until the block ends, or until the server is gone.

    `on_table`: only steps on this table count.
    """
    owner.execute("UPDATE kills_gate SET at = %s, on_table = %s", [step, on_table])
    owner.execute("SELECT setval('kills_steps', 1, false)")
    owner.execute(f"SELECT pg_advisory_lock({KEY})".encode())
    try:
        yield
    finally:
        # With the server the lock is gone.
        with suppress(psycopg.OperationalError):
            owner.execute("UPDATE kills_gate SET at = 0, on_table = ''")
            owner.execute(f"SELECT pg_advisory_unlock({KEY})".encode())


def until_held(owner: "psycopg.Connection[Any]", still: Callable[[], bool]) -> int:
    """Wait for a process at the gate; the pid of its connection. `still`: whether it lives."""
    until(lambda: held(owner) is not None or not still())
    found = held(owner)
    assert found, "the process ended before it came to the gate"
    return found


def held(owner: "psycopg.Connection[Any]") -> int | None:
    """The pid of the connection that waits at the gate, if one does."""
    query = (
        f"SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND objid = {KEY} AND NOT granted"
    )
    found = owner.execute(query.encode()).fetchone()
    return int(found[0]) if found else None


def until_gone(owner: "psycopg.Connection[Any]", pid: int) -> None:
    """Wait until a connection is over and what it did is committed or undone."""
    query = "SELECT FROM pg_stat_activity WHERE pid = %s"
    until(lambda: owner.execute(query, [pid]).fetchone() is None)


def until(true: Callable[[], bool], seconds: float = _SECONDS) -> None:
    """Wait for something; fail after `seconds`."""
    deadline = monotonic() + seconds
    while not true():
        assert monotonic() < deadline, "waited in vain"
        sleep(0.02)
