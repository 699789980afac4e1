"""Answers of several users for the same households, and what must hold of them together."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal
from uuid import UUID, uuid4

from sayeban.exemptions.tests import makers
from tests.kills.sent import TYPED
from tests.kills.site import Site
from tests.kills.visitor import Reply, Visitor

_STANDS = """
SELECT r.version, r.remarks, (SELECT count(*) FROM exemptions_sententry s WHERE s.row_id = r.id
   AND s.refused IS NULL)
FROM exemptions_row r WHERE r.key = %s
"""
_HELD = """
SELECT old ->> 'remarks' FROM runtime_history h JOIN exemptions_row r ON r.id = h.row_id
WHERE h.table_name = 'exemptions_row' AND r.key = %s
"""


@dataclass
class Edit:
    """One answer that a user typed over version `base` of a row."""

    number: int
    key: UUID
    base: int
    user: int
    entry: UUID = field(default_factory=uuid4)
    said: list[str] = field(default_factory=list)
    told_version: int = 0

    def send(self, site: Site, port: int) -> Reply | None:
        """Send it once; what was told is kept."""
        visitor = Visitor(port, site.about["sessions of workers"][self.user])
        typed = {
            **TYPED,
            "entry": str(self.entry),
            "version": str(self.base),
            "remarks": self.words,
            "gas_bill": makers.bill_id(20_000 + self.number, "gas"),
        }
        reply = visitor.post(f"/field/c1405/rows/{self.key}/send/", typed)
        if reply is not None:
            assert reply.status in (200, 422, 503), reply
            told = json.loads(reply.body)
            self.said.append(told["state"])
            self.told_version = told.get("version", 0)
        return reply

    @property
    def words(self) -> str:
        """What stands in the row when it was taken last."""
        return f"e{self.number}"

    @property
    def outcome(self) -> Literal["sent", "conflict", ""]:
        """What the user knows. A wait is no answer; two different ones are a fault."""
        told = set(self.said) - {"waiting"}
        assert len(told) <= 1, self
        assert told <= {"sent", "conflict"}, self
        return "sent" if "sent" in told else "conflict" if told else ""


def faults(site: Site, edits: Iterable[Edit], first: dict[UUID, int]) -> list[str]:
    """What is wrong: an answer that was written over unseen, one that counts twice, one lost.

    `first`: the version of each row before.
    """
    by_row: dict[UUID, list[Edit]] = defaultdict(list)
    for edit in edits:
        by_row[edit.key].append(edit)
    return [fault for key, own in by_row.items() for fault in _of_row(site, key, own, first[key])]


def _of_row(site: Site, key: UUID, edits: Sequence[Edit], first: int) -> list[str]:
    taken = sorted((e for e in edits if e.outcome == "sent"), key=lambda e: e.base)
    found = [f"{e.words} was never answered" for e in edits if not e.outcome]
    with site.owner.transaction():
        site.owner.execute("SET LOCAL ROLE sayeban_hq")
        ((version, remarks, entries),) = site.owner.execute(_STANDS, [key]).fetchall()
        held = Counter(words for (words,) in site.owner.execute(_HELD, [key]).fetchall())
    if [e.base for e in taken] != list(range(first, version)):
        found.append(f"{key}: taken over {[e.base for e in taken]}, now at version {version}")
    if entries != len(taken):
        found.append(f"{key}: {entries} answers kept for {len(taken)} that were taken")
    if taken and remarks != taken[-1].words:
        found.append(f"{key}: {remarks} stands, {taken[-1].words} was the last")
    # Each one but the last was written over once, knowingly, and is in the history once.
    if any(held[edit.words] != 1 for edit in taken[:-1]):
        found.append(f"{key}: the history tells otherwise")
    return found
