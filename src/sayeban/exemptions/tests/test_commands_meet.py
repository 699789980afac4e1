"""Commands that lock rows meet at every stage of each other: nobody sees a deadlock (R12)."""

from collections.abc import Callable, Iterable, Mapping
from itertools import count
from pathlib import Path
from uuid import UUID, uuid4

import polars as pl
import pytest
from django.db import OperationalError
from pytest_django.fixtures import Settings

from sayeban.country import text
from sayeban.exemptions.actions import collect_sql as sql
from sayeban.exemptions.actions import collect_workbook as collecting
from sayeban.exemptions.actions.approve import approve, return_rows
from sayeban.exemptions.actions.attach_documents import attach_documents
from sayeban.exemptions.actions.clear_candidate import clear_candidate
from sayeban.exemptions.actions.enter_known import KnownWaits, enter_known
from sayeban.exemptions.actions.load_merge import INCOMING, merge_chunk
from sayeban.exemptions.actions.load_workbook import begin_load
from sayeban.exemptions.models import Campaign, Candidate, HelperEntry, Row
from sayeban.exemptions.tests import makers, sheets_made
from sayeban.exemptions.tests.makers import NOW
from sayeban.exemptions.tests.meeting import Command, meet, statements
from sayeban.exemptions.tests.pictures import picture, zipped
from sayeban.exemptions.tests.sheets_made import CENTRE, CODE, COUNTY, HEAD, OTHER_CENTRE, WORKER
from sayeban.exemptions.tests.test_village_scope import DISTRICT, helper, lives
from sayeban.kit.units import Unit
from sayeban.runtime import actions
from sayeban.runtime.actor import OPERATOR, Actor
from sayeban.runtime.context import acting
from sayeban.sheets.public import read_workbook

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("transactional_db")]

STRANGER = makers.actor("social_worker", OTHER_CENTRE, 61)
COUNTY_HEAD = makers.actor("county_head", COUNTY, 62)
VILLAGER = helper(f"{DISTRICT}/بیدک")
NONE = {"gas_type": "ندارد", "gas_bill": ""}


class Scene:
    """Two centres: in each a member of a household whose head is in the other, and two bills that
    both name. Every command does something new each time."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.times = folder, count()
        self.campaign: Campaign = sheets_made.world()
        sheets_made.trained(self.campaign, STRANGER, unit=OTHER_CENTRE)
        self.here = [sheets_made.known_row(self.campaign) for _ in range(3)]
        self.there = [sheets_made.known_row(self.campaign, OTHER_CENTRE) for _ in range(3)]
        self.here.append(self._member_of(self.there[0]))
        self.there.append(self._member_of(self.here[0]))
        self._books = {
            (unit, turn): self._book(unit, turn)
            for unit in (CENTRE, OTHER_CENTRE)
            for turn in (0, 1)
        }

    def _member_of(self, head: Row) -> Row:
        unit = OTHER_CENTRE if head.centre == CENTRE.centre else CENTRE
        return makers.row(self.campaign, unit, household_of=head)

    def _book(self, unit: Unit, turn: int) -> Path:
        rows = self.here if unit == CENTRE else self.there
        serials = (1, 2) if unit == CENTRE else (2, 1)
        typed: dict[str, Mapping[str, str]] = {
            rows[0].national_id: sheets_made.complete(9, remarks=f"نوبت {turn}", **NONE),
            rows[1].national_id: sheets_made.complete(serials[turn]),
            rows[2].national_id: sheets_made.complete(serials[1 - turn]),
        }
        path = sheets_made.issued(self.folder / f"{unit.centre}-{turn}.xlsx", unit)
        return sheets_made.fill(path, typed)

    def collect(self, unit: Unit, actor: Actor, documents: Path | None = None) -> object:
        path = self._books[unit, next(self.times) % 2]
        return sheets_made.collect(path, actor, documents=documents)

    def pictures(self) -> Path:
        """A ZIP that nobody sent before; the same picture for both bills."""
        shade = next(self.times) % 256
        names = [f"{row.national_id}-gas.png" for row in self.here]
        path = self.folder / f"{uuid4().hex}.zip"
        return zipped(path, {name: picture(shade) for name in names})

    def attach(self) -> object:
        return attach_documents(actor=WORKER, at=NOW, code=CODE, path=self.pictures())

    def give_back(self) -> object:
        returns = [(row.national_id, "دوباره بپرسید") for row in self.here]
        return return_rows(actor=HEAD, at=NOW, code=CODE, unit=CENTRE, returns=returns)

    def approve(self) -> object:
        return approve(actor=COUNTY_HEAD, at=NOW, code=CODE, unit=COUNTY)

    def clear(self) -> object:
        with acting(OPERATOR, NOW):
            found = Candidate.objects.filter(state="open").order_by("id").first()
        return found and clear_candidate(
            actor=COUNTY_HEAD, at=NOW, code=CODE, key=str(found.pk), why="returned"
        )

    def load(self) -> None:
        """Headquarters sends other mobiles, the last row first."""
        load = begin_load(
            actor=OPERATOR,
            at=NOW,
            code=CODE,
            file_name="again.xlsx",
            sha256=uuid4().hex * 2,
            new_centres={},
        )
        mobile = f"+98912{next(self.times):07d}"
        rows = [_incoming(row, mobile) for row in reversed([*self.here, *self.there])]
        frame = pl.DataFrame(rows, schema=list(INCOMING), infer_schema_length=None)
        merge_chunk(actor=OPERATOR, at=NOW, load=load, number=0, frame=frame)


def _incoming(row: Row, mobile: str) -> dict[str, object]:
    unknown = {
        name: "" if kind.startswith("text") else None
        for name, kind in INCOMING.items()
        if name != "ord"
    }
    place = {"province": row.province, "county": row.county, "centre": row.centre}
    said = {"national_id": row.national_id, "full_name": row.full_name, "mobile": mobile}
    return {"ord": row.pk, **unknown, **place, **said, "name_sort": text.sort_key(row.full_name)}


@pytest.fixture
def scene(tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Scene:
    settings.MEDIA_ROOT = tmp_path / "files"
    made = Scene(tmp_path)
    known = {path: read_workbook(path) for path in tmp_path.glob("*.xlsx")}
    monkeypatch.setattr(collecting, "read_workbook", known.__getitem__)
    return made


PAIRS: Mapping[str, tuple[Callable[[Scene], object], Callable[[Scene], object]]] = {
    "collect and attach": (lambda s: s.collect(CENTRE, WORKER), Scene.attach),
    "documents with the sheet and another sheet": (
        lambda s: s.collect(CENTRE, WORKER, s.pictures()),
        lambda s: s.collect(OTHER_CENTRE, STRANGER),
    ),
    "collect and approve": (lambda s: s.collect(CENTRE, WORKER), Scene.approve),
    "collect and give back": (lambda s: s.collect(OTHER_CENTRE, STRANGER), Scene.give_back),
    "collect and load": (lambda s: s.collect(CENTRE, WORKER), Scene.load),
    "collect and clear": (lambda s: s.collect(CENTRE, WORKER), Scene.clear),
    "attach and approve": (Scene.attach, Scene.approve),
    "attach and clear": (Scene.attach, Scene.clear),
    "load and approve": (Scene.load, Scene.approve),
    "two sheets with crosswise bills": (
        lambda s: s.collect(CENTRE, WORKER),
        lambda s: s.collect(OTHER_CENTRE, STRANGER),
    ),
}


def meet_at(scene: Scene, pair: str, stages: Callable[[int], Iterable[int]]) -> None:
    """Either one is held at each of the stages of its statements while the other one comes."""
    one, other = (_bound(command, scene) for command in PAIRS[pair])
    scene.collect(OTHER_CENTRE, STRANGER)
    for first, second in ((one, other), (other, one)):
        for after in stages(statements(first)):
            for answer in meet(first, second, after):
                assert getattr(answer, "code", "") != "command.busy"


@pytest.mark.parametrize("pair", PAIRS)
def test_two_commands_meet_and_both_end_in_words(scene: Scene, pair: str) -> None:
    meet_at(scene, pair, lambda steps: (steps // 2, steps * 3 // 4))


@pytest.mark.full
@pytest.mark.parametrize("pair", PAIRS)
def test_two_commands_meet_at_every_other_statement(scene: Scene, pair: str) -> None:
    meet_at(scene, pair, lambda steps: range(1, steps, 2))


def _bound(command: Callable[[Scene], object], scene: Scene) -> Command:
    return lambda: command(scene)


def crosswise(folder: Path) -> tuple[Row, Row, Command, Command]:
    """Each sheet holds the member who follows the other one's head: both have locked their own
    rows and want the other's. No bill, since the lock of a company would let one wait."""
    scene = Scene(folder)
    sheets = [
        sheets_made.fill(
            sheets_made.issued(folder / f"plain-{unit.centre}.xlsx", unit),
            {head.national_id: sheets_made.complete(1, **NONE)},
        )
        for unit, head in ((CENTRE, scene.here[0]), (OTHER_CENTRE, scene.there[0]))
    ]
    return (
        scene.here[3],
        scene.there[3],
        lambda: sheets_made.collect(sheets[0], WORKER).counts.accepted,
        lambda: sheets_made.collect(sheets[1], STRANGER).counts.accepted,
    )


def test_households_across_two_sheets_are_collected_by_both(tmp_path: Path) -> None:
    member_here, member_there, here, there = crosswise(tmp_path)
    assert meet(here, there, sql.LOCK_ROWS) == (1, 1)
    found = [sheets_made.fresh(member) for member in (member_here, member_there)]
    assert [(row.state, row.location) for row in found] == [("collected", "urban")] * 2


def test_without_a_second_run_one_of_them_would_see_a_deadlock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The negative control."""
    monkeypatch.setattr(actions, "_CROSSWISE", ())
    _, _, here, there = crosswise(tmp_path)
    with pytest.raises(OperationalError, match="deadlock"):
        meet(here, there, sql.LOCK_ROWS)


def test_who_never_gets_between_is_told_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "_MOST_RUNS", 1)
    _, _, here, there = crosswise(tmp_path)
    answers = meet(here, there, sql.LOCK_ROWS)
    assert sorted(getattr(answer, "code", "") for answer in answers) == ["", "command.busy"]


def test_a_helper_who_presses_twice_enters_once() -> None:
    campaign = sheets_made.world()
    for after in range(2, 9):
        row = lives(makers.row(campaign, CENTRE), "بیدک")

        def press(key: UUID = row.key) -> None:
            enter_known(actor=VILLAGER, at=NOW, code=CODE, key=key, note="کنار مسجد")

        answers = meet(press, press, after)
        assert sorted(map(str, map(type, answers))) == sorted(map(str, (KnownWaits, type(None))))
    with acting(OPERATOR, NOW):
        assert HelperEntry.objects.count() == 7  # one a row
