"""Who owns the tables can change a record, delete or insert one; the verifier names it (P2)."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import psycopg
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import ProgrammingError, connection, transaction

from sayeban.audit import events, merkle, sealing, seals, verifying
from sayeban.audit.refusals import (
    HeadUnreadable,
    RecordChanged,
    RecordDeleted,
    RecordInserted,
    SealForged,
    SealMissing,
)

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 25, 20, 30, 0, 123457, tzinfo=UTC)
KEY = Ed25519PrivateKey.generate()


def sign(content: bytes) -> str:
    return KEY.sign(content).hex()


def signed(content: bytes, signature: str) -> bool:
    try:
        KEY.public_key().verify(bytes.fromhex(signature), content)
    except Exception:
        return False
    return True


def verified(head: str = "") -> verifying.Verified:
    return verifying.verify(signed, head)


def happen(times: int) -> None:
    for number in range(times):
        events.record(
            at=NOW,
            actor_kind="user",
            user_id=number,
            posts=["centre_head@hq"],
            action="test.act",
            command=str(uuid.uuid4()),
            outcome="done",
            detail={"b": "2", "a": "۱"},
        )
        events.look(user_id=number, purpose="review", subject="x", subject_id="", rows=1)


@contextmanager
def as_owner() -> Iterator[None]:
    """He who owns the tables takes the guard away and puts it back."""
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        for table in ("event", "look", "seal"):
            cursor.execute(f"ALTER TABLE audit_{table} DISABLE TRIGGER audit_{table}_grows")
        yield
        for table in ("event", "look", "seal"):
            cursor.execute(f"ALTER TABLE audit_{table} ENABLE TRIGGER audit_{table}_grows")
        cursor.execute("SET ROLE sayeban_web")


def tamper(sql: str, *values: int | str | bytes) -> None:
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(sql, list(values))


def ids(table: str = "audit_event") -> list[int]:
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(f"SELECT id FROM {table} ORDER BY id")
        return [number for (number,) in cursor.fetchall()]


@pytest.fixture(autouse=True)
def small_batches(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing, "BATCH", 3)


def test_everything_is_sealed_once_and_found_as_it_was() -> None:
    assert verified() == verifying.Verified(0, 0, 0, "")
    happen(5)
    assert verified().unsealed == 10
    first = sealing.seal(sign, NOW)
    assert (first.records, first.batches, first.busy) == (10, 4, False)
    assert sealing.seal(sign, NOW) == sealing.Sealed(0, 0, first.head, busy=False)
    happen(1)
    assert sealing.seal(sign, NOW).records == 2
    done = verified(head=first.head)
    assert (done.batches, done.records, done.unsealed) == (6, 12, 0)
    assert sealing.age(NOW) == 0


def test_settings_of_who_asks_change_no_leaf() -> None:
    happen(2)
    before = seals.leaves_of("event", 0, 2**62, None)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL timezone = 'Asia/Tokyo'; SET LOCAL datestyle = 'German'")
    assert seals.leaves_of("event", 0, 2**62, None) == before


CHANGES = [
    ("audit_event", "outcome = 'refused'"),
    ("audit_event", "at = at + interval '1 microsecond'"),
    ("audit_event", "user_id = NULL"),
    ("audit_event", """detail = '{"a": "۱"}'"""),
    ("audit_look", "purpose = 'x'"),
    ("audit_look", "rows = 2"),
]


@pytest.mark.parametrize(("table", "change"), CHANGES)
def test_a_changed_record_is_named_with_its_batch(table: str, change: str) -> None:
    happen(5)
    sealing.seal(sign, NOW)
    victim = ids(table)[3]
    tamper(f"UPDATE {table} SET {change} WHERE id = %s", victim)
    with pytest.raises(RecordChanged) as found:
        verified()
    batch = 2 if table == "audit_event" else 4
    assert found.value.details == {
        "record": str(victim),
        "source": table.removeprefix("audit_"),
        "batch": batch,
    }


def test_a_deleted_record_is_named() -> None:
    happen(5)
    sealing.seal(sign, NOW)
    victim = ids()[2]
    tamper("DELETE FROM audit_event WHERE id = %s", victim)
    with pytest.raises(RecordDeleted) as found:
        verified()
    assert found.value.details == {"record": str(victim), "source": "event", "batch": 1}


def test_an_inserted_record_is_named() -> None:
    happen(2)
    first, last = ids()
    tamper("UPDATE audit_event SET id = %s WHERE id = %s", last + 7, last)
    sealing.seal(sign, NOW)
    tamper(
        "INSERT INTO audit_event (id, at, actor_kind, posts, action, command, outcome, detail)"
        " SELECT %s, at, actor_kind, posts, action, command, outcome, detail FROM audit_event"
        " WHERE id = %s",
        first + 3,
        first,
    )
    with pytest.raises(RecordInserted) as found:
        verified()
    assert found.value.details["record"] == str(first + 3)


def test_a_root_that_is_made_to_fit_is_refused() -> None:
    """He who changes a record and its seal lacks the key; with another key he is seen as well."""
    happen(3)
    sealing.seal(sign, NOW)
    tamper("UPDATE audit_event SET outcome = 'x' WHERE id = %s", ids()[0])
    fresh = [leaf for _, leaf in seals.leaves_of("event", 0, 2**62, None)]
    tamper(
        "UPDATE audit_seal SET leaves = %s, root = %s WHERE no = 1",
        b"".join(fresh),
        merkle.root(fresh),
    )
    with pytest.raises(SealForged) as found:
        verified()
    assert found.value.details == {"batch": 1}
    forged = next(seals.seals_after())
    other = Ed25519PrivateKey.generate()
    tamper("UPDATE audit_seal SET signature = %s WHERE no = 1", other.sign(forged.statement).hex())
    with pytest.raises(SealForged):
        verified()


def test_with_the_key_itself_the_forged_root_would_pass_but_for_the_next_seal() -> None:
    """Negative control of the signature, and what the chain adds to it."""
    happen(2)
    sealing.seal(sign, NOW)
    happen(1)
    noted = sealing.seal(sign, NOW).head
    tamper("UPDATE audit_event SET outcome = 'x' WHERE id = %s", ids()[-1])
    last = [each for each in seals.seals_after() if each.source == "event"][-1]
    fresh = [leaf for _, leaf in seals.leaves_of("event", last.upto - 1, last.upto, None)]
    tamper(
        "UPDATE audit_seal SET leaves = %s, root = %s WHERE no = %s",
        b"".join(fresh),
        merkle.root(fresh),
        last.no,
    )
    again = next(seals.seals_after(last.no - 1))
    tamper("UPDATE audit_seal SET signature = %s WHERE no = %s", sign(again.statement), last.no)
    with pytest.raises(SealForged) as found:
        verified()
    assert found.value.details == {"batch": last.no + 1}
    assert noted


@pytest.mark.parametrize("number", [1, 2, 4])
def test_a_seal_that_is_gone_is_named(number: int) -> None:
    happen(5)
    head = sealing.seal(sign, NOW).head
    tamper("DELETE FROM audit_seal WHERE no >= %s AND no <= %s + (%s %% 2)", number, number, number)
    with pytest.raises(SealMissing) as found:
        verified(head)
    assert found.value.details == {"batch": number}


def test_a_chain_that_was_cut_off_passes_without_a_head_noted_outside() -> None:
    """Negative control of the head."""
    happen(5)
    head = sealing.seal(sign, NOW).head
    tamper("DELETE FROM audit_seal WHERE no = 4")
    tamper("DELETE FROM audit_look WHERE id IN (SELECT max(id) FROM audit_look)")
    assert verified().batches == 3
    with pytest.raises(SealMissing):
        verified(head)


@pytest.mark.parametrize("typed", ["x", "1:ab", "۱:" + "a" * 64, ":" + "a" * 64])
def test_a_head_that_is_none_is_refused(typed: str) -> None:
    with pytest.raises(HeadUnreadable):
        verified(typed)


def test_no_seal_is_changed_or_read_by_those_who_work() -> None:
    happen(1)
    sealing.seal(sign, NOW)
    with (
        pytest.raises(ProgrammingError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT * FROM audit_seal")
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        with pytest.raises(ProgrammingError, match="فقط افزوده"), transaction.atomic():
            cursor.execute("DELETE FROM audit_seal")
        cursor.execute("SET ROLE sayeban_web")


_LATE = """
SELECT audit_record(now(), 'user', 1, '[]', 'late', gen_random_uuid(), 'done', '{}')
"""


def test_a_record_that_is_committed_late_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing, "PATIENCE_SECONDS", 0.1)
    with _other() as late:
        late.execute(_LATE)
        happen(1)
        assert sealing.seal(sign, NOW) == sealing.Sealed(0, 0, "", busy=True)
        late.rollback()
        assert sealing.seal(sign, NOW).records == 2


def test_without_waiting_the_late_one_would_stand_among_the_sealed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Negative control: numbers are given before commits."""
    monkeypatch.setattr(sealing, "_settled", lambda: True)
    with _other() as late:
        late.execute(_LATE)
        row = late.execute("SELECT max(id) FROM audit_event").fetchone()
        happen(1)
        sealing.seal(sign, NOW)
        late.rollback()
    assert row
    number = int(str(row[0]))
    assert next(seals.seals_after()).upto > number
    assert number not in ids()


def _other() -> "psycopg.Connection[tuple[object, ...]]":
    parts = connection.settings_dict
    return psycopg.connect(
        dbname=parts["NAME"],
        user=parts["USER"],
        password=parts["PASSWORD"] or None,
        host=parts["HOST"],
        port=parts["PORT"],
        passfile=parts["OPTIONS"].get("passfile"),
    )
