"""One campaign with something of everything in every unit: what the cells of the matrix ask for."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import TypeVar, cast
from uuid import UUID, uuid4

import time_machine
from django.db import transaction
from django.test import Client, override_settings
from PIL import Image

from sayeban.accounts.models import Appointment, Device, Session
from sayeban.exemptions.actions.split import issue_worksheet
from sayeban.exemptions.models import (
    Campaign,
    Load,
    Release,
    Row,
    TextPattern,
)
from sayeban.exemptions.package import signing
from sayeban.exemptions.report_files import keep_report
from sayeban.exemptions.stored_files import fresh_download
from sayeban.exemptions.tests import makers
from sayeban.exemptions.tests.makers import NOW
from sayeban.notices.models import Template
from sayeban.people.models import Person as Registered
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting
from sayeban.runtime.models import Job
from tests.matrix.people import account, client_of, everybody, unit_of
from tests.matrix.places import ABOVE, TARGETS, Person
from tests.matrix.scene_parts import (
    DIGEST,
    agreement_of_gas,
    at_counter,
    drawn_in,
    evidence_of,
    give_villages,
    known_of,
    map_of,
    move_of,
    row_of,
    suspicion,
    tenancy_of,
    train,
)

CODE = "c1405"
SENDER = "social_worker@centre:7011"
STARTER = "county_expert@0701"
FORMER_SENDER, FORMER_STARTER = "technical_head@centre:7011", "village_helper@0701"
"""They hold a post, but none that opens the page of what they once sent."""


Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Scene:
    """Keys of what was made, by unit where each unit has its own."""

    people: dict[str, Person]
    clients: dict[str, Client]
    campaign: Campaign
    rows: dict[str, Row]
    evidence: dict[str, int]
    entries: dict[str, int]
    counter: dict[str, int]
    map: int
    suspicions: dict[str, int]
    confirmed: dict[str, int]
    worksheets: dict[str, Path]
    works: dict[str, str]
    failed: dict[str, str]
    reports: dict[str, str]
    drawn: dict[str, dict[str, object]]
    pastes: dict[str, UUID]
    load: Load
    release: int
    phone: int
    sign_ins: dict[str, UUID]
    strange_sign_in: UUID
    absent: dict[str, int]
    stood_in: int
    agreement: int
    moves: dict[str, int]
    tenancies: dict[str, int]
    folder: Path
    objects: dict[str, object] = field(default_factory=dict)

    def once(self, name: str, make: Callable[[], Made]) -> Made:
        """What a slice needs behind its addresses: made when it is asked for the first time."""
        if name not in self.objects:
            self.objects[name] = make()
        return cast("Made", self.objects[name])

    def secrets(self, unit: str) -> tuple[str, ...]:
        """What nobody outside `unit` and the units above it may read."""
        row = self.rows[unit]
        return (row.full_name, row.national_id)

    def person(self, unit: str) -> int:
        return self.rows[unit].person_id

    def file_number(self, unit: str) -> str:
        """Not among the secrets: the page of the search repeats what was typed."""
        return self.rows[unit].national_id[-6:]

    def user(self, name: str) -> int:
        return self.people[name].user_id

    def username(self, name: str) -> str:
        return f"u{list(self.people).index(name) - 2}"

    @property
    def absent_users(self) -> list[int]:
        """A worker and a head who are none of those who ask."""
        found = Appointment.objects.filter(pk__in=self.absent.values()).order_by("id")
        return list(found.values_list("user_id", flat=True))

    def appointment(self, name: str) -> int:
        return Appointment.objects.get(user_id=self.user(name)).id


@contextmanager
def made(folder: Path) -> Iterator[Scene]:
    """The scene inside one transaction that is undone in the end."""
    with (
        override_settings(HOME=folder, MEDIA_ROOT=folder / "media"),
        time_machine.travel(NOW),
        transaction.atomic(),
    ):
        yield _scene(folder)
        transaction.set_rollback(True)


@contextmanager
def standing(folder: Path) -> Iterator[Scene]:
    """The scene as really committed, for a server on other connections; its user empties it."""
    with override_settings(HOME=folder, MEDIA_ROOT=folder / "media"), time_machine.travel(NOW):
        yield _scene(folder)


@contextmanager
def undone() -> Iterator[None]:
    """What happens within did not happen."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def with_state(scene: Scene, state: str) -> Iterator[None]:
    """The campaign closed or not begun, or all its rows approved by the province or released."""
    known = dict(scene.objects)
    with undone():
        with acting(OPERATOR, NOW):
            campaign = Campaign.objects.filter(pk=scene.campaign.pk)
            rows = Row.objects.filter(campaign=scene.campaign)
            match state:
                case "closed":
                    campaign.update(closed_at=NOW, closed_by=1)
                case "not begun":
                    campaign.update(starts=date(2027, 3, 21))
                case "approved":
                    rows.update(state="province_approved", approved_by=2, approved_at=NOW)
                case "released":
                    rows.update(state="released", approved_by=2, approved_at=NOW)
        yield
    # What a slice made meanwhile is undone too.
    scene.objects.clear()
    scene.objects.update(known)


def picture() -> bytes:
    out = BytesIO()
    Image.new("RGB", (40, 20)).save(out, "PNG")
    return out.getvalue()


def _scene(folder: Path) -> Scene:
    makers.places()
    signing.signing_key(folder)
    makers.companies()
    people = everybody()
    clients = {person.name: client_of(person) for person in people.values()}
    campaign = makers.campaign(CODE)
    rows = {unit: row_of(campaign, unit, place) for place, unit in enumerate(ABOVE) if unit != "hq"}
    with acting(OPERATOR, NOW):
        for unit in ("centre:7011", "centre:7012"):
            train(campaign, unit, people)
        Template.objects.create(code="t", version=1, text="x", written_at=NOW)
        TextPattern.objects.create(code="bill", version=1, text="قبض {bill_id}", written_at=NOW)
        suspicions = _each(TARGETS, lambda unit: suspicion(campaign, rows, unit, confirmed=False))
        confirmed = _each(TARGETS, lambda unit: suspicion(campaign, rows, unit, confirmed=True))
        evidence = {unit: evidence_of(row) for unit, row in rows.items()}
        drawn = {unit: drawn_in(campaign, unit, rows) for unit in ("07", "0701")}
        entries = {unit: known_of(row) for unit, row in rows.items()}
        counter = {unit: at_counter(rows[unit], unit) for unit in ("07", "0701")}
        drawn_map = map_of(rows["centre:7011"])
        give_villages(people)
        load = Load.objects.create(
            campaign=campaign, file_name="fars.xlsx", sha256=DIGEST, started_at=NOW
        )
        release = _release(campaign)
        _resumable(people)
        starters = [people[name] for name in (STARTER, FORMER_STARTER)]
        works = {person.name: _work(person) for person in starters}
        failed = {person.name: _work(person, state=Job.State.FAILED) for person in starters}
        for row in rows.values():
            filed = Registered.objects.filter(pk=row.person_id)
            filed.update(file_number=row.national_id[-6:])
    reports = {name: _report(people[name]) for name in (SENDER, FORMER_SENDER)}
    pastes = {name: _paste(people[name]) for name in (SENDER, FORMER_SENDER)}
    worksheets = {}
    for unit in TARGETS[1:]:
        worksheets[unit] = folder / f"{unit_of(unit).centre or unit}.xlsx"
        issue_worksheet(
            actor=OPERATOR, at=NOW, code=CODE, unit=unit_of(unit), path=worksheets[unit]
        )
    return Scene(
        people, clients, campaign, rows, evidence, entries, counter,
        drawn_map, suspicions, confirmed, worksheets,
        works,
        failed,
        reports,
        drawn,
        pastes,
        load,
        release,
        _phone(),
        {name: _sign_in(people[name].user_id) for name in (SENDER, STARTER)},
        _sign_in(account("somebody signed in", [])),
        *_deputies(),
        agreement_of_gas(),
        *_moved(rows),
        folder,
    )  # fmt: skip


def _moved(rows: dict[str, Row]) -> tuple[dict[str, int], dict[str, int]]:
    with acting(OPERATOR, NOW):
        moves = {unit: move_of(row) for unit, row in rows.items()}
        return moves, {unit: tenancy_of(row) for unit, row in rows.items()}


def _each(units: tuple[str, ...], make: Callable[[str], int]) -> dict[str, int]:
    return {unit: make(unit) for unit in units if not unit.startswith("centre:")}


def _release(campaign: Campaign) -> int:
    return Release.objects.create(
        campaign=campaign,
        province="07",
        number=1,
        by=1,
        at=NOW,
        households=0,
        result={},
        content_sha256=DIGEST,
        signature="x",
    ).pk


def _phone() -> int:
    """That of a worker of the centre who is none of those who ask."""
    return Device.objects.create(
        device=uuid4(),
        user_id=account("owner of a phone", [("social_worker", "centre:7011")]),
        label="Android",
        created_at=NOW,
        seen_at=NOW,
    ).pk


def _sign_in(user_id: int) -> UUID:
    return Session.objects.create(user_id=user_id, label="Linux", epoch=0, started_at=NOW).pk


def _deputies() -> tuple[dict[str, int], int]:
    """The posts of an absent worker and an absent head by who can stand in, and a deputy's post.

    All of them are of people who are none of those who ask, and so are their stand-ins.
    """
    worker, head = "social_worker", "county_head"
    posts = [
        _post(name, *held)
        for name, held in {
            "absent": (worker, "centre:7011"),
            "absent head": (head, "0701"),
            "absent already": (worker, "centre:7011"),
            "stand-in": ("technical_head", "centre:7011"),
            "stand-in-above": ("county_expert", "0701"),
        }.items()
    ]
    lent, helps, above = posts[2:]
    stands_in = Appointment.objects.create(
        user=helps.user,
        post=worker,
        level="centre",
        province="07",
        county="0701",
        centre="7011",
        deputy_of=lent,
        starts=NOW - timedelta(days=9),
        ends=NOW + timedelta(days=1),
    )
    absent = {helps.user.username: posts[0].pk, above.user.username: posts[1].pk}
    return absent, stands_in.pk


def _post(name: str, post: str, unit: str) -> Appointment:
    return Appointment.objects.get(user_id=account(name, [(post, unit)]))


def _resumable(people: dict[str, Person]) -> None:
    """The job of the load that headquarters can resume."""
    Job.objects.create(
        kind="campaign.load",
        user_id=people["hq_expert@hq"].user_id,
        arguments={"code": CODE, "sha256": DIGEST, "stored": "x.xlsx", "name": "fars.xlsx"},
        created_at=NOW,
    )


def _work(starter: Person, state: str = Job.State.DONE) -> str:
    """A split of one county, finished if nothing else is said."""
    stored = fresh_download(".zip")
    stored.write_bytes(b"PK")
    job = Job.objects.create(
        id=uuid4(),
        kind="campaign.split",
        user_id=starter.user_id,
        arguments={"code": CODE, "unit": "0701", "name": "آباده"},
        state=state,
        result={"stored": stored.name, "file_name": "worksheets.zip", "rows": 1},
        created_at=NOW,
        finished_at=NOW,
        province="07",
        county="0701",
    )
    return str(job.id)


def _report(sender: Person) -> str:
    account = {
        "code": CODE,
        "unit": "centre:7011",
        "at": NOW.isoformat(),
        "name": "sent.xlsx",
        "worksheet": {"counts": [1, 1, 0, 0], "reasons": {}, "flagged": {}, "rejected": []},
    }
    return keep_report(sender.user_id, account, _write)


def _paste(sender: Person) -> UUID:
    nothing: dict[str, list[str]] = {"columns": [], "unknown": [], "lines": [], "shown": []}
    account = {"code": CODE, "unit": "centre:7011", "at": NOW.isoformat(), "paste": nothing}
    return UUID(keep_report(sender.user_id, account))


def _write(path: Path) -> None:
    path.write_bytes(b"PK")
