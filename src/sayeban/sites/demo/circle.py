"""The circle: companies read their feeds over HTTP, answer, report; what happens later follows.

Each company of the demo's provinces runs the program of `utility_client` with a file of its own.
Whatever else changes an exemption is shown by a step in `circle`, after which `Companies.read`
lets all companies read again and compares.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final

from django.utils.timezone import now

from sayeban.accounts import public as accounts
from sayeban.exemptions import public as exemptions
from sayeban.people import public as people
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import looking
from sayeban.sites.delivering import deliver_events
from sayeban.sites.demo.scene import Scene, today
from sayeban.utility_client.reading import open_feeds, pull
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

    def read(self) -> dict[str, object]:
        """Every company reads and answers; what it holds is what its feed says."""
        last = self.scene.provinces[-1].code
        for company in self.each:
            pull(company.service, company.store, company.feeds)
            unknown = _unknown(company.store, last)
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

    def occupant(self, province: str) -> str:
        """The national id of somebody who is exempted in a province, as his company knows it."""
        return next(
            str(row[0])
            for company in self.each
            for row in company.store.rows(
                "SELECT json_extract(record, '$.occupant.national_id') FROM exemption"
                " WHERE feed_id LIKE ? AND said = 'succ' AND ended_on IS NULL ORDER BY bill_id",
                f"%.{province}.%",
            )
        )

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


def circle(scene: Scene, url: str, send: Send) -> None:
    """From the first reading to what follows a death."""
    with _companies(scene, url, send) as companies:
        with scene.report.step("شرکت‌ها خوراک خود را خواندند و پاسخ دادند") as told:
            told.update(companies.read())
            told["گزارش مصرف"] = companies.reports
            held = companies.held()
            applied = held["standing"] - held["rejected"]
            scene.report.same("reports", {"all": companies.reports}, {"all": applied})
        _death(scene, companies)


def _death(scene: Scene, companies: Companies) -> None:
    """Somebody dies; his exemptions end by themselves and the companies are told."""
    with scene.report.step("فوت یک مددجو به شرکت‌ها رسید") as told:
        before = companies.held()["ended"]
        national_id = companies.occupant(scene.provinces[-1].code)
        with looking(OPERATOR):
            [person] = people.search_persons(national_id)
        people.record_death(
            actor=OPERATOR, at=now(), person_id=person.person_id, on=today(), evidence="ثبت احوال"
        )
        deliver_events()
        told.update(companies.read())
        ended = companies.held()["ended"] > before
        scene.report.same("death", {"ended": ended}, {"ended": True})


@contextmanager
def _companies(scene: Scene, url: str, send: Send) -> Iterator[Companies]:
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
