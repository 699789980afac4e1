"""Whatever is put in whatever order: what stands and what counts are those of a dict."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final, Literal

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayeban.facts.actions import kept_sql, put_sql
from sayeban.facts.tests.makers import TODAY, put, row, value
from sayeban.people.tests.makers import person, rows_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue", "home")]
Origin = Literal["declared", "received", "verified"]
ORIGINS: Final[tuple[Origin, ...]] = ("verified", "received", "declared")
MAX_AGE: Final = 365
"""Of the fact `marital_status`."""


@dataclass(frozen=True)
class Said:
    """One value of one of two persons, so many days ago."""

    serial: int
    origin: Origin
    ago: int
    told: str | None


@dataclass
class Model:
    """What stands by person and origin: (day, value)."""

    standing: dict[tuple[int, str], tuple[date, str | None]] = field(default_factory=dict)

    def put(self, batch: list[Said]) -> None:
        for each in batch:
            day = TODAY - timedelta(each.ago)
            key = (each.serial, each.origin)
            if key not in self.standing or day >= self.standing[key][0]:
                self.standing[key] = (day, each.told)

    def counts(self, serial: int) -> str | None:
        """The strongest fresh value."""
        for origin in ORIGINS:
            day, told = self.standing.get((serial, origin), (None, None))
            if told is not None and day is not None and (TODAY - day).days <= MAX_AGE:
                return told
        return None


SAID = st.builds(
    Said,
    st.sampled_from([1, 2]),
    st.sampled_from(ORIGINS),
    st.sampled_from([0, 1, 2, MAX_AGE, MAX_AGE + 1]),
    st.sampled_from(["single", "married", None]),
)
BATCHES = st.lists(st.lists(SAID, min_size=1, max_size=4), min_size=1, max_size=4)


def disagreements(batches: list[list[Said]]) -> list[str]:
    """What the tables say otherwise than the model, batch for batch; nothing of it stays."""
    return list(_disagreements(batches))


def _disagreements(batches: list[list[Said]]) -> Iterator[str]:
    model = Model()
    ids = {serial: person(serial).pk for serial in (1, 2)}
    with transaction.atomic():
        for batch in batches:
            put(
                *(
                    value(
                        ("person", ids[each.serial]),
                        "marital_status",
                        each.told,
                        origin=each.origin,
                        as_of=TODAY - timedelta(each.ago),
                    )
                    for each in batch
                )
            )
            model.put(batch)
            if _standing() != {(ids[s], o): told for (s, o), told in model.standing.items()}:
                yield f"standing after {batch}"
            for serial, known in ids.items():
                if row(known)["marital_status"] != model.counts(serial):
                    yield f"row of {serial} after {batch}"
        lost = rows_of(
            "SELECT count(*) FROM facts_value v WHERE superseded_by IS NOT NULL"
            " AND NOT EXISTS (SELECT FROM facts_value n WHERE n.id = v.superseded_by)"
        )
        if lost != [(0,)]:
            yield "a successor that is not there"
        transaction.set_rollback(True)


def _standing() -> dict[tuple[int, str], tuple[date, str | None]]:
    sql = "SELECT subject_id, origin, as_of, value #>> '{}' FROM facts_value"
    found = rows_of(f"{sql} WHERE superseded_at IS NULL")
    return {(subject, origin): (day, told) for subject, origin, day, told in found}


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(batches=BATCHES)
def test_the_tables_are_what_a_dict_would_be(batches: list[list[Said]]) -> None:
    assert disagreements(batches) == []


def test_one_batch_is_the_same_as_one_after_the_other() -> None:
    said = [
        Said(1, "received", 2, "single"),
        Said(1, "received", 1, "married"),
        Said(1, "received", 2, "married"),
        Said(1, "declared", 0, "single"),
    ]
    assert disagreements([said]) == []
    assert disagreements([[each] for each in said]) == []


def test_a_plan_that_lets_every_value_stand_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: a value of an earlier day must not supersede."""
    broken = put_sql.PLAN.replace("n.as_of >= v.as_of)", "true)")
    assert broken != put_sql.PLAN
    monkeypatch.setattr(put_sql, "PLAN", broken)
    batches = [[Said(1, "received", 0, "single")], [Said(1, "received", 2, "married")]]
    assert disagreements(batches)


def test_a_row_that_takes_the_weakest_origin_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control of the other half: which of the standing ones counts."""
    broken = kept_sql._COUNTING.replace("{rank} AS rank", "-({rank}) AS rank")
    assert broken != kept_sql._COUNTING
    monkeypatch.setattr(kept_sql, "_COUNTING", broken)
    batches = [[Said(1, "verified", 0, "single"), Said(1, "declared", 0, "married")]]
    assert disagreements(batches)
