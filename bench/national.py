"""The campaign of a whole country once, command after command, each with its pace.

What is done stands in a file, so that `python -m bench --national 1800000 --minutes 60` goes on.
"""

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from random import Random

import polars as pl
from django.utils.timezone import now

from bench import databases
from bench.figures import processor_seconds
from bench.load import CODE
from sayeban.accounts.public import actor_of, import_staff
from sayeban.exemptions import public as exemptions
from sayeban.kit.refusals import Refusal
from sayeban.kit.units import Unit
from sayeban.organisations.public import import_companies, seed
from sayeban.runtime.actor import OPERATOR, SYSTEM, Actor
from sayeban.runtime.context import acting
from sayeban.sites.demo_data import cells, headquarters, reference
from sayeban.sites.demo_data.dealing import Person
from sayeban.sites.demo_data.expected import with_expectations
from sayeban.sites.demo_data.filling import Values, typist
from sayeban.sites.demo_data.geography import ProvincePlan, plan
from sayeban.sites.demo_data.styles import STYLES
from sayeban.sites.demo_data.truth import province_truth
from sayeban.sites.demo_data.typing_rows import first_round

DATABASE = "bench_national"
_REASON = "سنجش سرعت: بررسی موردی انجام نشده است"


class OutOfTimeError(Exception):
    """The minutes are over; what is done stays done."""


@dataclass(frozen=True, slots=True)
class Step:
    """What one kind of command took in all: `parts` commands, `rows` rows, `processor` seconds."""

    parts: int
    rows: int
    seconds: float
    processor: float


class Ledger:
    """Which commands are done and what they took; kept after each."""

    def __init__(self, path: Path, ends: float) -> None:
        self._path, self._ends = path, ends
        self._done: dict[str, dict[str, list[float]]] = (
            json.loads(path.read_text()) if path.exists() else {}
        )

    def take(self, step: str, part: str, command: Callable[[], int]) -> None:
        """Do a command unless it is done; gives its rows. One that was done already refuses."""
        if part in self._done.setdefault(step, {}):
            return
        if time.monotonic() > self._ends:
            raise OutOfTimeError
        began, spent = time.perf_counter(), processor_seconds()
        try:
            rows = command()
        except Refusal as refusal:
            print(f"{step} {part}: {refusal.code}", flush=True)
            rows = 0
        took = time.perf_counter() - began, processor_seconds() - spent
        self._done[step][part] = [rows, *took]
        self._path.write_text(json.dumps(self._done))

    def has(self, step: str, part: str) -> bool:
        """Whether this is done."""
        return part in self._done.get(step, {})

    def steps(self) -> dict[str, Step]:
        """The sums of each step in the order of the campaign."""
        return {
            name: Step(len(parts), int(rows), seconds, processor)
            for name, parts in self._done.items()
            for rows, seconds, processor in [map(sum, zip(*parts.values(), strict=True))]
        }


class Country:
    """Its provinces, files and people."""

    def __init__(self, folder: Path, households: int, at: datetime) -> None:
        self.folder, self.at = folder, at
        self.provinces = plan(households)

    def actor(self, username: str) -> Actor:
        with acting(OPERATOR, now()):
            return actor_of(username, now())

    def truth(self, province: ProvincePlan) -> pl.DataFrame:
        """All households on the worklists of their counties; the same at each call."""
        rng = Random(province.index)  # noqa: S311 - repeatable on purpose
        homes = rng.choices(
            province.counties, [c.households for c in province.counties], k=province.households
        )
        people = [
            Person(number, home, "", home.code, dirt="centre_blank", plan="clean")
            for number, home in enumerate(homes)
        ]
        return with_expectations(province_truth(province, people, rng, self.at.date()))

    def workbook(self, province: ProvincePlan) -> Path:
        """What headquarters sends of a province."""
        path = self.folder / f"hq-{province.code}.xlsx"
        if not path.exists():
            lines = headquarters.typed(province, self.truth(province), STYLES[0])
            headquarters.write(path, province, lines)
        return path

    def counties(self) -> Iterator[Unit]:
        for province in self.provinces:
            for county in province.counties:
                yield county.unit


def run(folder: Path, households: int, minutes: float) -> dict[str, Step]:
    """Go on with the campaign for so long; gives what each step took so far."""
    began = folder / "began"
    if not began.exists():
        folder.mkdir(parents=True, exist_ok=True)
        _prepare(folder, households)
        began.write_text(now().isoformat())
    ledger = Ledger(folder / "done.json", time.monotonic() + minutes * 60)
    country = Country(folder, households, datetime.fromisoformat(began.read_text()))
    with databases.using(DATABASE):
        try:
            for step in (_load, _split, _collect, _approve, _release):
                step(country, ledger)
                databases.analyze(DATABASE)
        except OutOfTimeError:
            print("time is over; the same command goes on from here", flush=True)
    return ledger.steps()


def _prepare(folder: Path, households: int) -> None:
    """Places, companies, staff and an open campaign."""
    at = now()
    provinces = plan(households)
    reference.companies().write_csv(folder / "companies.csv")
    reference.staff(provinces).write_csv(folder / "staff.csv")
    databases.make(DATABASE)
    with databases.using(DATABASE):
        with acting(SYSTEM, at):
            seed()
        import_companies(actor=OPERATOR, at=at, path=folder / "companies.csv")
        import_staff(actor=OPERATOR, at=at, path=folder / "staff.csv")
        terms = exemptions.Terms(title="سنجش سرعت", starts=at.date())
        exemptions.open_campaign(actor=OPERATOR, at=at, code=CODE, terms=terms)


def _load(country: Country, ledger: Ledger) -> None:
    for province in country.provinces:
        if ledger.has("load", province.code):
            continue
        path = country.workbook(province)

        def command(path: Path = path) -> int:
            found = exemptions.load_workbook(
                actor=OPERATOR, at=now(), code=CODE, path=path, report=lambda _, __: None
            )
            return int(found["accepted"])

        ledger.take("load", province.code, command)
        path.unlink()


def _split(country: Country, ledger: Ledger) -> None:
    for province in country.provinces:

        def command(code: str = province.code) -> int:
            unit, out = Unit.of_province(code), country.folder / "sheets"
            made = exemptions.split(actor=OPERATOR, at=now(), code=CODE, unit=unit, out=out)
            return made.rows

        ledger.take("split", province.code, command)


def _collect(country: Country, ledger: Ledger) -> None:
    for province in country.provinces:
        left = [c for c in province.counties if not ledger.has("collect", c.code)]
        if not left:
            continue
        typed = first_round(country.truth(province), country.at.date())
        values: Values = {person: (how, row) for person, how, *row in typed.iter_rows()}
        for county in left:
            filled = country.folder / "filled.xlsx"
            source = country.folder / "sheets" / province.code / county.code / "worklist.xlsx"
            if source.exists():
                cells.type_into(source, filled, typist(values, []))
                _collect_one(country, ledger, county.code, filled)


def _collect_one(country: Country, ledger: Ledger, county: str, filled: Path) -> None:
    worker = country.actor(f"expert.{county}")

    def command() -> int:
        found = exemptions.collect_workbook(
            actor=worker, at=now(), code=CODE, path=filled, reported=False
        )
        return found.counts.accepted

    ledger.take("collect", county, command)


def _approve(country: Country, ledger: Ledger) -> None:
    for county in country.counties():
        expert, head = (country.actor(f"{who}.{county.county}") for who in ("expert", "head"))
        ledger.take("approve counties", county.county, lambda: _signed(county, expert, head))  # noqa: B023 - called at once
    for province in country.provinces:
        unit, general = Unit.of_province(province.code), country.actor(f"dg.{province.code}")
        ledger.take("approve provinces", province.code, lambda: _signed(unit, general))  # noqa: B023 - called at once


def _signed(unit: Unit, *signers: Actor) -> int:
    """Each signs, the last one approves; samples are passed over with a reason."""
    for signer in signers:
        exemptions.declare(actor=signer, at=now(), code=CODE, unit=unit)
    found = exemptions.approve(
        actor=signers[-1], at=now(), code=CODE, unit=unit, override=True, reason=_REASON
    )
    return found.approved


def _release(country: Country, ledger: Ledger) -> None:
    for province in country.provinces:
        unit, general = Unit.of_province(province.code), country.actor(f"dg.{province.code}")

        def command(unit: Unit = unit, general: Actor = general) -> int:
            made = exemptions.release(actor=general, at=now(), code=CODE, unit=unit)
            return sum(int(each["rows"]) for each in made.result["companies"])

        ledger.take("release", province.code, command)


def day_of(folder: Path) -> date:
    """When the run began."""
    return datetime.fromisoformat((folder / "began").read_text()).date()
