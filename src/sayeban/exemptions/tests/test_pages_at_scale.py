"""What pages ask of large tables: sets, not one look-up a row, and nothing that is kept."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sayeban.exemptions.actions.count_quality import count_quality
from sayeban.exemptions.models import Campaign, Row
from sayeban.exemptions.quality_sql import QUALITY
from sayeban.exemptions.reads.batch import BatchQuestion
from sayeban.exemptions.reads.batch_rows import FIRST, batch_page
from sayeban.exemptions.reads.campaign import open_campaign_by_code
from sayeban.exemptions.tests import makers
from sayeban.exemptions.tests.ladder import CENTRE, NOW, world
from sayeban.exemptions.worklist_sql import place_of
from sayeban.kit.units import Unit
from sayeban.runtime.actor import OPERATOR, SYSTEM
from sayeban.runtime.context import acting, looking

pytestmark = pytest.mark.django_db

ROWS = 60


def loops(statement: str, parameters: dict[str, Any] | None = None) -> dict[str, float]:
    """How often each table was gone into, at the most."""
    with acting(OPERATOR, NOW), connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {statement}", parameters)
        found = cursor.fetchone()[0]
    plan = json.loads(found) if isinstance(found, str) else found
    most: dict[str, float] = {}
    for node in nodes(plan[0]["Plan"]):
        if table := node.get("Relation Name"):
            most[table] = max(most.get(table, 0), node["Actual Loops"])
    return most


def nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for below in plan.get("Plans", ()):
        yield from nodes(below)


@pytest.fixture
def campaign() -> Campaign:
    made = world()
    for number in range(ROWS):
        makers.row(
            made, CENTRE, state="collected", collected_by=1, collected_at=NOW,
            bills={"gas": makers.bill_id(number + 1, "gas")},
        )  # fmt: skip
    return made


def test_the_list_of_a_batch_looks_nothing_up_for_each_of_its_rows(campaign: Campaign) -> None:
    with looking(OPERATOR), CaptureQueriesContext(connection) as asked:
        rows, counts = batch_page(BatchQuestion(campaign, CENTRE, 1), "all", FIRST, 1)
    assert (len(rows), counts["all"]) == (1, ROWS)
    (ranked,) = [query["sql"] for query in asked.captured_queries if "ranked" in query["sql"]]
    assert max(loops(ranked).values()) < ROWS / 10


RETURNS = """
INSERT INTO exemptions_return (row_id, level, reason, by, at, province, county, centre)
SELECT r.id, 'centre', 'x', 1, now(), '08', '0801', '8011'
FROM exemptions_row r, generate_series(1, 200)
"""


def way_to_returns() -> set[str]:
    """How the list of a batch finds what its level sent back, where others sent back much."""
    with looking(OPERATOR), CaptureQueriesContext(connection) as asked:
        batch_page(BatchQuestion(open_campaign_by_code("c1405", NOW), CENTRE, 1), "all", FIRST, 1)
    (ranked,) = [query["sql"] for query in asked.captured_queries if "ranked" in query["sql"]]
    with acting(OPERATOR, NOW), connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (FORMAT JSON) {ranked}")
        found = cursor.fetchone()[0]
    plan = json.loads(found) if isinstance(found, str) else found
    (returned,) = [n for n in nodes(plan[0]["Plan"]) if n.get("Subplan Name") == "CTE returned"]
    return {each.get("Index Name", each["Node Type"]) for each in nodes(returned)}


def as_owner(*statements: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("RESET ROLE")
        for statement in statements:
            cursor.execute(statement)
        cursor.execute("SET ROLE sayeban_web")


def test_what_a_level_sent_back_is_found_by_its_place(campaign: Campaign) -> None:
    as_owner("SET LOCAL ROLE sayeban_hq", RETURNS, "RESET ROLE", "ANALYZE exemptions_return")
    assert "exemptions_return_place" in way_to_returns()
    # The control: without the index each page goes through what the whole country sent back.
    as_owner("DROP INDEX exemptions_return_place")
    assert way_to_returns() == {"Seq Scan"}


def test_a_look_up_for_each_row_is_seen(campaign: Campaign) -> None:
    """The control."""
    each = "SELECT (SELECT max(t.at) FROM exemptions_return t WHERE t.row_id = r.id)"
    found = loops(f"{each} FROM exemptions_row r WHERE campaign_id = {campaign.pk}")
    assert found["exemptions_return"] == ROWS


@pytest.mark.parametrize("joins", ["on", "off"])
def test_the_page_of_quality_counts_no_row_of_what_is_kept(campaign: Campaign, joins: str) -> None:
    """Also where the planner would rather go through all rows first."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL enable_nestloop = {joins}")
    parameters = place_of(campaign.pk, Unit.hq())
    assert loops(QUALITY, parameters)["exemptions_connection"] > 0
    count_quality(actor=SYSTEM, at=NOW)
    kept = loops(QUALITY, parameters)
    assert (kept["exemptions_connection"], kept["exemptions_row"]) == (0, 0)
    with acting(OPERATOR, NOW):
        Row.objects.filter(campaign=campaign).update(remarks="x")
    assert loops(QUALITY, parameters)["exemptions_connection"] > 0
