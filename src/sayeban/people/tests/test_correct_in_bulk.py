"""Corrections of many persons at once write what they name."""

from datetime import date
from typing import Any

import polars as pl
import pytest

from sayeban.kit.units import Unit
from sayeban.people.models import Residence
from sayeban.people.public import correct_in_bulk
from sayeban.people.tests.makers import (
    NOW,
    clerk,
    national_id,
    person,
    register,
    rows_of,
    source_row,
)
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.bulk import stage
from sayeban.runtime.context import acting

pytestmark = pytest.mark.django_db

_HERE = clerk("county_head", Unit.of_county("0701"))


@pytest.fixture
def one() -> int:
    register(
        source_row(1, postal_code="1111111112", tenure="tenant", tenancy_end=date(2027, 1, 1)),
        source_row(2, head_national_id=national_id(1)),
    )
    return int(person(1).pk)


_CORRECTION = {
    "person_id": "bigint",
    "household_id": "bigint",
    **dict.fromkeys(("mobile", "postal_code", "tenure"), "text"),
    "tenancy_end": "date",
    **dict.fromkeys(("status", "status_evidence"), "text"),
}


def _correct(serial: int, **known: Any) -> None:
    found = person(serial)
    blank = dict.fromkeys(_CORRECTION)
    row = blank | {"person_id": found.pk, "household_id": found.household_id} | known
    with acting(_HERE, NOW):
        stage("fixes", _CORRECTION, pl.DataFrame([row]))
        correct_in_bulk(source="fixes")


def test_corrections_write_what_they_name_and_leave_the_rest(one: int) -> None:
    _correct(1, mobile="+989120000009", postal_code="1111111119")
    found = person(1)
    stay = rows_of("SELECT postal_code, tenure, tenancy_end FROM people_residence")
    assert (found.mobile, found.status) == ("+989120000009", "")
    assert stay == [("1111111119", "tenant", date(2027, 1, 1))]
    _correct(1, status="exited", status_evidence="اعلام مرکز")
    assert (person(1).status, person(1).status_evidence) == ("exited", "اعلام مرکز")


def test_a_correction_that_says_nothing_new_writes_nothing(one: int) -> None:
    # Two tables may have a row at the same place.
    where = (
        "SELECT 'residence', ctid::text FROM people_residence"
        " UNION ALL SELECT 'person', ctid::text FROM people_person"
    )
    before = sorted(rows_of(where))
    _correct(1, postal_code="1111111112", tenure="tenant")
    assert sorted(rows_of(where)) == before
    _correct(1, postal_code="1111111119")
    assert sorted(rows_of(where)) != before


def test_a_correction_begins_a_stay_where_none_is_known() -> None:
    register(source_row(4))
    _correct(4, postal_code="1111111119")
    with acting(OPERATOR, NOW):
        assert Residence.objects.get().county == "0701"
