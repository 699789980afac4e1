"""The seals and the leaves of what they seal, as the functions of the audit give them."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from sayeban.audit import merkle

SOURCES = ("event", "look")
START = -(2**63)
"""Before the first record."""
BEFORE_ALL = bytes(merkle.SIZE)
"""What the first seal names as the one before it."""
COLUMNS = "no, source, upto, ids, leaves, root, previous, sealed_at, signature"


@dataclass(frozen=True, slots=True)
class Seal:
    """Batch `no`: the records of one table up to id `upto`, from where its last batch ended."""

    no: int
    source: str
    upto: int
    ids: list[int]
    leaves: bytes
    root: bytes
    previous: bytes
    sealed_at: datetime
    signature: str

    @property
    def statement(self) -> bytes:
        """What is signed."""
        said = {
            "no": self.no,
            "source": self.source,
            "upto": self.upto,
            "ids": hashlib.sha256(json.dumps(self.ids).encode()).hexdigest(),
            "root": self.root.hex(),
            "previous": self.previous.hex(),
            "at": int(self.sealed_at.timestamp() * 1_000_000),
        }
        return json.dumps(said, sort_keys=True, separators=(",", ":")).encode()

    @property
    def chained(self) -> bytes:
        """What the next seal names as the one before it."""
        return hashlib.sha256(self.statement + self.signature.encode()).digest()

    @property
    def head(self) -> str:
        """Number and hash, to be noted outside: the chain cannot be cut off behind it."""
        return f"{self.no}:{self.chained.hex()}"

    @property
    def split(self) -> list[bytes]:
        """The leaves, one a record."""
        return [self.leaves[i : i + merkle.SIZE] for i in range(0, len(self.leaves), merkle.SIZE)]


def last_seal() -> Seal | None:
    """The newest one."""
    found = ask(f"SELECT {COLUMNS} FROM audit_last_seal()")
    return Seal(*found[0]) if found else None


def seals_after(after: int = 0) -> Iterator[Seal]:
    """The seals behind number `after`, some at a time."""
    while found := ask(f"SELECT {COLUMNS} FROM audit_seals(%s, 64)", after):
        for row in found:
            each = Seal(*row)
            yield each
            after = each.no


def leaves_of(source: str, after: int, upto: int, most: int | None) -> list[tuple[int, bytes]]:
    """Id and leaf of the records of a table behind `after`, in order, at the most so many."""
    found = ask("SELECT id, leaf FROM audit_leaves(%s, %s, %s, %s)", source, after, upto, most)
    return [(number, bytes(leaf)) for number, leaf in found]


def ask(sql: str, *values: Any) -> list[tuple[Any, ...]]:
    """The rows of an answer."""
    with connection.cursor() as cursor:
        cursor.execute(sql, list(values))
        return list(cursor.fetchall())
