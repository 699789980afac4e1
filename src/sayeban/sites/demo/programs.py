"""The companies of the demo's provinces, each with the program of `utility_client` and its file."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final

from django.utils.timezone import now

from sayeban.accounts import public as accounts
from sayeban.exemptions import public as exemptions
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import looking
from sayeban.sites.demo.scene import Scene
from sayeban.utility_client.reading import open_feeds, pull, snapshot
from sayeban.utility_client.sending import consumption, receipts
from sayeban.utility_client.service import Send, Service
from sayeban.utility_client.store import Store, standing

_FOLDER: Final = "companies"
_EACH_UNKNOWN: Final = 40
"""In the last province every so many bills belong to nobody whom its company knows."""


@dataclass(frozen=True, slots=True)
class _Company:
    """A company with its program."""

    service: Service
    store: Store
    feeds: tuple[str, ...]


@dataclass(slots=True)
class Companies:
    """All companies of the demo. `reports` counts the bill periods that were reported."""

    scene: Scene
    each: list[_Company] = field(default_factory=list)
    reports: int = 0

    def read(self, *, strange: bool = False) -> dict[str, object]:
        """Every company reads and answers; what it holds is what its feed says.

        With `strange` they do not know some bills of the last province.
        """
        last = self.scene.provinces[-1].code
        for company in self.each:
            pull(company.service, company.store, company.feeds)
            unknown = _unknown(company.store, last) if strange else frozenset[str]()
            receipts(company.service, company.store, company.feeds, unknown)
            sent = consumption(company.service, company.store, company.feeds)
            self.reports += sent["accepted"]
        return self._compared()

    def held(self) -> Counter[str]:
        """What all of them hold, added up."""
        found: Counter[str] = Counter()
        for company in self.each:
            for feed in standing(company.store).values():
                found.update(feed)
        return found

    def rejected(self) -> list[tuple[str, str]]:
        """The bill ids that stand and that a company does not know, with their utility."""
        asked = (
            "SELECT bill_id, feed_id FROM exemption WHERE said = 'rjct' AND ended_on IS NULL"
            " ORDER BY bill_id"
        )
        return [
            (bill, feed.split(".")[1])
            for each in self.each
            for bill, feed in each.store.rows(asked)
        ]

    def occupants(self, province: str) -> list[str]:
        """The national ids of those who are exempted in a province, as companies know them."""
        return self._asked(
            "SELECT json_extract(record, '$.occupant.national_id') FROM exemption"
            " WHERE feed_id LIKE ? AND said = 'succ' AND ended_on IS NULL ORDER BY bill_id",
            f"%.{province}.%",
        )

    def bills_at(self, address: str) -> list[str]:
        """Feed and version of each exemption at an address that a company was told."""
        return self._asked(
            "SELECT feed_id || ' ' || version FROM exemption WHERE instr(record, ?) > 0", address
        )

    def listed(self) -> tuple[Counter[str], Counter[str]]:
        """Exemptions and their versions on the lists of what stands, and those that are held."""
        said, held = Counter[str](), Counter[str]()
        for company in self.each:
            for feed in company.feeds:
                found = snapshot(company.service, feed)
                lines = found[1] if found else []
                said.update(f"{line['exemption_id']} {line['version']}" for line in lines)
        held.update(
            self._asked(
                "SELECT exemption_id || ' ' || version FROM exemption WHERE ended_on IS NULL"
            )
        )
        return said, held

    def _asked(self, question: str, *values: object) -> list[str]:
        return [str(row[0]) for one in self.each for row in one.store.rows(question, *values)]

    def _compared(self) -> dict[str, object]:
        with looking(OPERATOR):
            said = exemptions.feed_states(now())
        told = Counter[str]()
        for feed in said:
            told += Counter(
                seq=feed.last_seq,
                standing=feed.standing,
                ended=feed.ended,
                rejected=feed.rejected,
                unanswered=feed.waiting,
            )
        held = self.held()
        self.scene.report.same("companies", held, told)
        return {"معافیت": held["standing"], "ردشده": held["rejected"], "پایان‌یافته": held["ended"]}


@contextmanager
def companies_of(scene: Scene, url: str, send: Send) -> Iterator[Companies]:
    """Each company's program, whose file is closed in the end."""
    (scene.folder / _FOLDER).mkdir(exist_ok=True)
    with looking(OPERATOR):
        feeds = exemptions.feed_states(now())
    found = Companies(scene)
    try:
        for utility, company in sorted({(feed.utility, feed.company) for feed in feeds}):
            found.each.append(_program(scene, utility, company, url, send))
        yield found
    finally:
        for each in found.each:
            each.store.close()


def _program(scene: Scene, utility: str, company: str, url: str, send: Send) -> _Company:
    name = f"{utility}-{company}"
    terms = accounts.ClientTerms(
        client_id=name, utility=utility, company=company, title="برنامهٔ نمونهٔ شرکت"
    )
    secret = accounts.add_client(actor=scene.actor("hq.expert"), at=now(), terms=terms)
    service = Service(url, name, secret, send)
    store = Store(scene.folder / _FOLDER / f"{name}.sqlite3")
    return _Company(service, store, tuple(open_feeds(service)))


def _unknown(store: Store, province: str) -> frozenset[str]:
    bills = store.rows(
        "SELECT bill_id FROM exemption WHERE feed_id LIKE ? ORDER BY bill_id", f"%.{province}.%"
    )
    return frozenset(row[0] for row in bills[::_EACH_UNKNOWN])
