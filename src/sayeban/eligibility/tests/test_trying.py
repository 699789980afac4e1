"""Counting of a text that is being written: all of a small nation, a part of a large one."""

import pytest
from django.db import connection

from sayeban.eligibility.actions.keep_rules import draft_rule
from sayeban.eligibility.reads.trying import Tried, tried
from sayeban.eligibility.reads.versions import ready, version_of
from sayeban.eligibility.tests.makers import AUTHOR, NOW, TODAY, document, facts_seeded, person
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting

pytestmark = pytest.mark.django_db
MANY = 3_000


def counted(most: int) -> Tried:
    with acting(OPERATOR, NOW):
        return tried(ready(version_of("aged_support", 1), TODAY), most)


@pytest.fixture(autouse=True)
def nation() -> None:
    """A third of it is old, a third young, of a third nobody knows; in many pages of the table."""
    facts_seeded()
    person(0, 1, age=70)
    with acting(OPERATOR, NOW), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO facts_personrow (subject_id, province, county, centre, age)"
            " SELECT n, '07', '0701', '', CASE n %% 3 WHEN 0 THEN 70 WHEN 1 THEN 20 END"
            " FROM generate_series(1, %s) n",
            [MANY - 1],
        )
    draft_rule(actor=AUTHOR, at=NOW, document=document())


def analyzed() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE NONE")
        cursor.execute("ANALYZE facts_personrow")


def test_of_a_small_nation_everybody_is_counted() -> None:
    found = counted(MANY)
    assert (found.counted.nation, found.counted.about) == ((1000, 1000, 1000), False)
    assert found.counted.asked == MANY
    kinds = [each.kind for each in found.sample]
    assert sorted(map(kinds.count, ("yes", "no", "unknown"))) == [6, 7, 7]


def test_of_a_large_nation_a_part_tells_about_how_many() -> None:
    analyzed()
    found = counted(1_500)
    assert found.counted.about
    assert 0 < found.counted.asked < MANY
    # A sample of whole pages misses now and then; of five not each one. Told with two figures.
    told = [counted(1_500).counted.between for _ in range(5)]
    assert any(low <= 1_000 <= high for low, high in told)
    assert all(low < high for low, high in told)
    assert len(found.sample) == 20
    for many in found.counted.nation:
        assert 500 <= many <= 1_500
        assert many % 10 == 0
    assert counted(1_500) == found
