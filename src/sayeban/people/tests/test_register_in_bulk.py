"""Registration in bulk equals a plain dictionary, file after file, in any order."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayeban.people.models import Residence
from sayeban.people.tests.makers import NOW, national_id, person, register, rows_of, source_row
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting

pytestmark = pytest.mark.django_db

_FACTS = ("full_name", "mobile", "file_number", "transfer_recipient", "birth_date")
_STAY = ("postal_code", "tenure", "tenancy_end")
_PLACE = ("province", "county", "centre")


@dataclass
class House:
    place: tuple[str, ...]
    stay: dict[str, Any] = field(default_factory=dict)


@dataclass
class Twin:
    """The same rules with dictionaries; households are named by their head's national id."""

    people: dict[str, dict[str, Any]] = field(default_factory=dict)
    houses: dict[str, House] = field(default_factory=dict)

    def register(self, rows: Sequence[dict[str, Any]]) -> None:
        rows = sorted(rows, key=lambda row: str(row["national_id"]))
        heads = {row["national_id"]: self._head(row) for row in rows}
        known = set(self.people)
        for row in sorted(rows, key=lambda row: row["national_id"] != heads[row["national_id"]]):
            head = heads[row["national_id"]]
            if head and head not in self.houses:
                self.houses[head] = House(_place(row))
        for row in rows:
            self._merge(row, heads[row["national_id"]])
        for row in rows:
            head = heads[row["national_id"]]
            if head and head not in self.people:
                self.people[head] = {"house": head, "place": _place(row)}
        assert known <= set(self.people)
        self._settle(rows)

    def _head(self, row: dict[str, Any]) -> str:
        if row["head_national_id"]:
            return str(row["head_national_id"])
        return "" if row["national_id"] in self.people else str(row["national_id"])

    def _merge(self, row: dict[str, Any], head: str) -> None:
        one = self.people.setdefault(row["national_id"], {})
        for fact in _FACTS:
            if row[fact] not in ("", None):
                one[fact] = row[fact]
        if row["status"] and row["status"] != one.get("status", ""):
            one |= {name: row[name] for name in ("status", "status_on", "status_evidence")}
        elif row["status"]:
            one["status_on"] = one["status_on"] or row["status_on"]
            one["status_evidence"] = one["status_evidence"] or row["status_evidence"]
        one["house"] = head or one["house"]
        one["place"] = _place(row)

    def _settle(self, rows: Sequence[dict[str, Any]]) -> None:
        for row in rows:
            house = self.houses[self.people[row["national_id"]]["house"]]
            if self.people[row["national_id"]]["house"] == row["national_id"]:
                house.place = _place(row)
                house.stay |= _told(row)
        for row in rows:
            if self.people[row["national_id"]]["house"] != row["national_id"]:
                house = self.houses[self.people[row["national_id"]]["house"]]
                house.stay = _told(row) | house.stay

    def state(self) -> tuple[object, object]:
        people = {
            identifier: (
                *(one.get(fact) or None for fact in _FACTS),
                one.get("status") or None,
                one.get("status_on"),
                one.get("status_evidence") or None,
                one["house"],
                one["house"] == identifier,
                one["place"],
            )
            for identifier, one in self.people.items()
        }
        houses = {
            head: (
                house.place,
                house.place if house.stay else (None, None, None),
                *(house.stay.get(name) for name in _STAY),
            )
            for head, house in self.houses.items()
        }
        return people, houses


def _place(row: dict[str, Any]) -> tuple[str, ...]:
    return tuple(row[name] for name in _PLACE)


def _told(row: dict[str, Any]) -> dict[str, Any]:
    return {name: row[name] for name in _STAY if row[name] not in ("", None)}


def _state() -> tuple[object, object]:
    people = {
        identifier: (*facts, (province, county, centre))
        for identifier, *facts, province, county, centre in rows_of(
            "SELECT p.identifier, nullif(p.full_name, ''), nullif(p.mobile, ''),"
            " nullif(p.file_number, ''), nullif(p.transfer_recipient, false), p.birth_date,"
            " nullif(p.status, ''), p.status_on, nullif(p.status_evidence, ''),"
            " h.identifier, p.is_head, p.province, p.county, p.centre FROM people_person p"
            " JOIN people_household o ON o.id = p.household_id"
            " JOIN people_person h ON h.id = o.head_id"
        )
    }
    houses = {
        head: (tuple(places[:3]), tuple(places[3:6]), *places[6:])
        for head, *places in rows_of(
            "SELECT h.identifier, o.province, o.county, o.centre, r.province, r.county, r.centre,"
            " nullif(r.postal_code, ''),"
            " nullif(r.tenure, ''), r.tenancy_end FROM people_household o"
            " JOIN people_person h ON h.id = o.head_id"
            " LEFT JOIN people_residence r ON r.household_id = o.id AND r.until IS NULL"
        )
    }
    return people, houses


@contextmanager
def _example() -> Iterator[None]:
    """One example of Hypothesis: what it wrote is checked and then undone, with all its locks."""
    with transaction.atomic():
        yield
        connection.check_constraints()
        transaction.set_rollback(True)


_persons = st.integers(1, 6)
_rows = st.builds(
    lambda serial, head, place, status, known: source_row(
        serial,
        head_national_id=national_id(head) if head else "",
        province=place[:2],
        county=place,
        status=status,
        status_evidence="paper" if status in ("exited", "deceased") else "",
        **known,
    ),
    serial=_persons,
    head=st.one_of(st.just(0), _persons),
    place=st.sampled_from(["0701", "0702", "1001"]),
    status=st.sampled_from(["", "", "active", "exited", "deceased"]),
    known=st.fixed_dictionaries(
        {
            "full_name": st.sampled_from(["", "الف", "ب"]),
            "mobile": st.sampled_from(["", "+989120000001", "+989120000002"]),
            "file_number": st.sampled_from(["", "12"]),
            "transfer_recipient": st.sampled_from([None, True]),
            "birth_date": st.sampled_from([None, date(1980, 1, 1)]),
            "status_on": st.sampled_from([None, date(2026, 1, 1)]),
            "postal_code": st.sampled_from(["", "1111111112", "1111111113"]),
            "tenure": st.sampled_from(["", "owner", "tenant"]),
            "tenancy_end": st.sampled_from([None, date(2027, 1, 1)]),
        }
    ),
)
_file = st.lists(_rows, max_size=6, unique_by=lambda row: row["national_id"])


@pytest.mark.slow
@settings(
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(files=st.lists(_file, max_size=4))
def test_it_equals_the_plain_rules_on_any_files_in_any_order(
    files: list[list[dict[str, Any]]],
) -> None:
    twin = Twin()
    with _example():
        for rows in files:
            register(*rows)
            twin.register(rows)
        assert _state() == twin.state()


@pytest.mark.slow
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=_file)
def test_the_same_file_again_writes_nothing(rows: list[dict[str, Any]]) -> None:
    with _example():
        register(*rows)
        written = _versions()
        register(*rows)
        assert _versions() == written


def test_a_changed_cell_is_written() -> None:
    """Negative control of the one before: it would see a write."""
    register(source_row(1, full_name="الف"))
    written = _versions()
    register(source_row(1, full_name="ب"))
    assert _versions() != written


def test_an_empty_cell_never_replaces_what_is_known() -> None:
    register(source_row(1, full_name="الف", mobile="+989120000001", transfer_recipient=True))
    register(source_row(1))
    one = person(1)
    assert (one.full_name, one.mobile, one.transfer_recipient) == ("الف", "+989120000001", True)


def test_a_no_replaces_a_yes() -> None:
    """Negative control: unknown is not no, but no is."""
    register(source_row(1, transfer_recipient=True))
    register(source_row(1, transfer_recipient=False))
    assert person(1).transfer_recipient is False


def test_a_member_whose_head_becomes_known_moves_and_the_old_household_stays() -> None:
    register(source_row(1))
    before = person(1).household_id
    register(source_row(1, head_national_id=national_id(2)))
    one, head = person(1), person(2)
    assert one.household_id == head.household_id != before
    assert (one.is_head, head.is_head) == (False, True)
    assert rows_of(f"SELECT count(*) FROM people_household WHERE id = {before}") == [(1,)]
    kept = rows_of(
        "SELECT old->>'household_id' FROM runtime_history"
        f" WHERE table_name = 'people_person' AND row_id = {one.pk}"
    )
    assert kept == [(str(before),)]


def test_a_changed_postal_code_corrects_the_stay_and_its_old_value_is_kept() -> None:
    register(source_row(1, postal_code="1111111112"))
    register(source_row(1, postal_code="1111111113"))
    with acting(OPERATOR, NOW):
        stay = Residence.objects.get()
    assert (stay.postal_code, stay.until) == ("1111111113", None)
    old = rows_of(
        "SELECT old->>'postal_code' FROM runtime_history WHERE table_name = 'people_residence'"
    )
    assert old == [("1111111112",)]


def test_the_row_of_a_member_fills_only_what_nobody_told() -> None:
    register(source_row(1, postal_code="1111111112"))
    register(
        source_row(2, head_national_id=national_id(1), postal_code="1111111113", tenure="owner")
    )
    assert rows_of("SELECT postal_code, tenure FROM people_residence") == [("1111111112", "owner")]


def test_a_death_without_evidence_is_refused_by_the_database() -> None:
    with pytest.raises(Exception, match="people_person_status_evidence"):
        register(source_row(1, status="deceased"))


def _versions() -> list[tuple[Any, ...]]:
    """Every row of people with its place on disk: an update moves it, even one without change."""
    return [
        found
        for table in ("person", "household", "residence")
        for found in rows_of(f"SELECT id, ctid::text, xmin::text FROM people_{table} ORDER BY id")
    ]
