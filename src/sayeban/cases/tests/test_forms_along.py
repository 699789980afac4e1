"""The form of a request is read by whoever goes on with it."""

from typing import Any

import pytest

from sayeban.cases.actions.open_case import Along, open_case
from sayeban.cases.tests.makers import CENTRE, CLERK, COUNTY, NOW, WORKER, card, published
from sayeban.forms.public import answer, start, submission, submit
from sayeban.forms.tests.makers import WISH, put_in_force
from sayeban.people.tests.makers import person, register, source_row
from sayeban.runtime.context import looking

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("places")]


def test_a_form_that_was_filled_in_the_county_goes_along_to_the_centre() -> None:
    """Given a form kept by the county, when a case of a client of a centre opens with it, then the
    centre reads it, and what is sent again is still known."""
    published(card())
    put_in_force(WISH)
    register(source_row(1))
    told: dict[str, Any] = {"actor": CLERK, "at": NOW, "unit": COUNTY}
    asked: dict[str, Any] = {"code": "rent_help", "person_id": person(1).pk, "channel": "desk"}
    key = start(**told, **asked)
    answer(**told, key=key, answers={"wish": "خانه"})
    submit(**told, key=key)
    with looking(WORKER):
        assert submission(key) is None, "of the county alone"
    open_case(**told, service="disability_card", person_id=person(1).pk, along=Along(key))
    with looking(WORKER):
        found = submission(key)
        assert found
        assert found.unit == CENTRE
    assert start(**told, **asked, key=key) == key
    assert submit(**told, key=key).key == key
