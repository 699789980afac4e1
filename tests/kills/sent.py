"""What is sent in a schedule, and what must stand in the database before and after it was taken."""

import io
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol
from uuid import UUID, uuid4

from PIL import Image

from sayeban.exemptions.tests import makers, sheets_made
from sayeban.exemptions.tests.books import hq_book, line
from tests.kills.site import Site
from tests.kills.visitor import Reply, Visitor

BOOK_ROWS = 80
"""Two chunks and a part of a third, by tests.kills.launch.CHUNK."""
Fact = tuple[Any, ...]


class Sent(Protocol):
    """One thing that a user sends. `number` is its own in the whole test."""

    number: int

    def send(self, site: Site, port: int) -> Reply | None: ...
    def is_taken(self, reply: Reply) -> bool: ...
    def facts(self, site: Site) -> Fact: ...
    def after(self) -> Fact: ...
    def is_whole(self, facts: Fact) -> bool:
        """Whether it may stand like this after a kill: as before, as after, or between chunks."""

    def taken(self) -> None:
        """It is known to have been done: what comes later starts from there."""


@dataclass
class Household:
    """One row of the worker's worklist as it must be."""

    key: UUID
    national_id: str
    version: int
    remarks: str = ""
    bill: str = ""
    photos: int = 0
    entries: int = 0

    def facts(self) -> Fact:
        return (self.version, self.remarks, self.bill, self.photos, self.entries, self.entries)


_HOUSEHOLD = """
SELECT r.version, r.remarks,
  coalesce((SELECT bill_id FROM exemptions_connection c WHERE c.row_id = r.id
            AND c.utility = 'gas'), ''),
  (SELECT count(*) FROM exemptions_evidence e WHERE e.row_id = r.id),
  (SELECT count(*) FROM exemptions_sententry s WHERE s.row_id = r.id
   AND s.refused IS NULL)
FROM exemptions_row r WHERE r.key = %s
"""
_RECORDED = """
SELECT count(DISTINCT detail ->> 'entry') FROM audit_event
WHERE action = 'campaign.collect_entry' AND outcome = 'done' AND detail ->> 'key' = %s
"""


@dataclass
class Answer:
    """An answer of a phone, with or without a photo. Its key makes that it counts once."""

    number: int
    home: Household
    photo: bool
    entry: UUID = field(default_factory=uuid4)

    def send(self, site: Site, port: int) -> Reply | None:
        visitor = Visitor(port, site.about["sessions of workers"][0])
        typed = {
            **TYPED,
            "entry": str(self.entry),
            "version": str(self.home.version),
            "remarks": f"n{self.number}",
            "gas_bill": self._bill,
        }
        photos = {"gas_photo": ("p.png", _picture(self.number))} if self.photo else {}
        return visitor.post(f"/field/c1405/rows/{self.home.key}/send/", typed, photos)

    @property
    def _bill(self) -> str:
        return makers.bill_id(10_000 + self.number, "gas")

    def is_taken(self, reply: Reply) -> bool:
        return reply.status == 200 and json.loads(reply.body)["state"] == "sent"

    def facts(self, site: Site) -> Fact:
        # Read in turn: nobody writes while a schedule compares.
        recorded = site.owner.execute(_RECORDED, [str(self.home.key)]).fetchone()
        return (*one(site, _HOUSEHOLD, [self.home.key]), *(recorded or ()))

    def is_whole(self, facts: Fact) -> bool:
        return facts in (self.home.facts(), self.after())

    def after(self) -> Fact:
        return self._changed().facts()

    def taken(self) -> None:
        self.home.__dict__.update(self._changed().__dict__)

    def _changed(self) -> Household:
        home = self.home
        return Household(
            home.key,
            home.national_id,
            home.version + 1,
            f"n{self.number}",
            self._bill,
            home.photos + self.photo,
            home.entries + 1,
        )


TYPED = {
    "location": "urban",
    "tenure": "owner",
    "gas_type": "private",
    "gas_channel": "phone",
    "gas_source": "sms",
    "gas_method": "typed",
    "electricity_type": "none",
    "water_type": "none",
}
"""What every answer of a phone says besides its bill and remarks."""

_SHEET = """
SELECT count(*) FILTER (WHERE r.version > 1), count(c.id),
  (SELECT count(*) FROM exemptions_upload WHERE file_name = %s)
FROM exemptions_row r
LEFT JOIN exemptions_connection c ON c.row_id = r.id AND c.bill_id = ANY(%s)
WHERE r.national_id = ANY(%s)
"""


@dataclass
class Worksheet:
    """A filled worksheet, read by a child of the web process; each of its rows was untouched."""

    number: int
    national_ids: list[str]

    def send(self, site: Site, port: int) -> Reply | None:
        visitor = Visitor(port, site.about["sessions of workers"][0])
        path = "/campaigns/c1405/units/centre:7011/collect/"
        return visitor.post(path, {}, {"worksheet": (self._name, self._filled(site.home))})

    def _filled(self, home: Path) -> bytes:
        path = home / self._name
        if not path.exists():
            path.write_bytes((home / "blank.xlsx").read_bytes())
            sheets_made.fill(
                path,
                {
                    who: sheets_made.complete(self._serial + place)
                    for place, who in enumerate(self.national_ids)
                },
            )
        return path.read_bytes()

    @property
    def _name(self) -> str:
        return f"sheet-{self.number}.xlsx"

    @property
    def _serial(self) -> int:
        return 50_000 + 10 * self.number

    def is_taken(self, reply: Reply) -> bool:
        return reply.status == 303

    def facts(self, site: Site) -> Fact:
        bills = [makers.bill_id(self._serial + n, "gas") for n in range(len(self.national_ids))]
        changed, connected, uploads = one(site, _SHEET, [self._name, bills, self.national_ids])
        return changed, connected, uploads > 0

    def is_whole(self, facts: Fact) -> bool:
        return facts in ((0, 0, False), self.after())

    def after(self) -> Fact:
        return len(self.national_ids), len(self.national_ids), True

    def taken(self) -> None:
        pass


_BOOK = """
WITH merged AS (
  SELECT c.result FROM exemptions_loadchunk c JOIN exemptions_load l ON l.id = c.load_id
  WHERE l.file_name = %s)
SELECT (SELECT count(*) FROM exemptions_row WHERE national_id = ANY(%s)),
  (SELECT count(*) FROM people_person WHERE identifier = ANY(%s)),
  (SELECT coalesce(sum((result ->> 'accepted')::int), 0) FROM merged),
  (SELECT count(*) FROM exemptions_load WHERE file_name = %s AND finished_at IS NOT NULL) > 0
"""


@dataclass
class Book:
    """A list of headquarters: the web keeps it, a worker's child reads it, chunks are merged."""

    number: int

    def send(self, site: Site, port: int) -> Reply | None:
        visitor = Visitor(port, site.about["session"])
        file = (self._name, self._written(site.home))
        return visitor.post("/campaigns/c1405/loads/", {}, {"workbooks": file})

    def _written(self, home: Path) -> bytes:
        path = home / self._name
        if not path.exists():
            rows = [line(who, centre="7021", county="استهبان") for who in self._people]
            hq_book(path, rows)
        return path.read_bytes()

    @property
    def _name(self) -> str:
        return f"book-{self.number}.xlsx"

    @property
    def _people(self) -> list[str]:
        first = 100_000 + self.number * 100
        return [makers.national_id(serial) for serial in range(first, first + BOOK_ROWS)]

    def is_taken(self, reply: Reply) -> bool:
        return reply.status == 303

    def facts(self, site: Site) -> Fact:
        return one(site, _BOOK, [self._name, self._people, self._people, self._name])

    def is_whole(self, facts: Fact) -> bool:
        """The ledger of chunks tells of exactly the rows that are there."""
        rows, persons, accepted, _ = facts
        return bool(rows == persons == accepted)

    def after(self) -> Fact:
        return BOOK_ROWS, BOOK_ROWS, BOOK_ROWS, True

    def taken(self) -> None:
        pass


def _picture(number: int) -> bytes:
    """No two are alike."""
    out = io.BytesIO()
    Image.new("RGB", (8, 8), (number % 256, number // 256, 7)).save(out, "PNG")
    return out.getvalue()


def one(site: Site, query: str, values: "list[Any]") -> Fact:
    """The one line of an answer, as headquarters sees it."""
    with site.owner.transaction():
        site.owner.execute("SET LOCAL ROLE sayeban_hq")
        found = site.owner.execute(query.encode(), values).fetchone()
    assert found is not None
    return tuple(found)
