"""After a move the next list knows whose meter is whose."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from sayeban.exemptions.actions.approve_move import approve_move
from sayeban.exemptions.models import Campaign, Move
from sayeban.exemptions.placing_sql import PLACED, WAITING_ROWS
from sayeban.exemptions.tests.feeds.makers import agreed, published
from sayeban.exemptions.tests.feeds.test_moves import HERE, NEXT, collected, head, reported
from sayeban.exemptions.tests.makers import NOW, bill_id, campaign
from sayeban.exemptions.tests.release_makers import approved, places_of, released
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting

pytestmark = pytest.mark.django_db


def test_a_later_list_takes_the_meter_that_was_left_and_not_the_one_that_was_brought() -> None:
    agreed()
    made = campaign(utilities=["gas"])
    row = approved(made, HERE, bills={"gas": bill_id(1, "gas")})
    published(released().release_id)
    left, brought = bill_id(1, "gas"), bill_id(9, "gas")
    number = collected(reported(row, NEXT), NEXT, code="307")
    approve_move(actor=head(NEXT), at=NOW + timedelta(minutes=1), number=number)
    others = [approved(made, HERE, bills={"gas": each}) for each in (left, brought)]
    said = ("listed", "same_meter")
    with acting(OPERATOR, NOW):
        assert _places(made) == said
        # The control: as long as nobody knows of the move, the first list alone says what it said.
        Move.objects.update(state="withdrawn")
        assert _places(made) == said[::-1]
        Move.objects.update(state="approved")
    later = released(at=NOW + timedelta(minutes=2))
    found = places_of(later)
    assert tuple(found[each.pk, "gas"] for each in others) == said


def _places(made: Campaign) -> tuple[str, ...]:
    """What a release would say of each row that waits, by its number."""
    sql = f"WITH waiting AS ({WAITING_ROWS}), {PLACED} SELECT outcome FROM final ORDER BY row_id"
    given: dict[str, Any] = {"campaign": made.pk, "province": "07"}
    given |= {"utilities": ["gas"], "without": []}
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        return tuple(outcome for (outcome,) in cursor.fetchall())
