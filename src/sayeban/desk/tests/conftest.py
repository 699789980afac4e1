"""A country, its desk in county 0701, and a clerk who was trained there."""

from collections.abc import Iterator

import pytest
import time_machine

from sayeban.desk.models import Desk
from sayeban.desk.tests.makers import CLERK, NOW, make_desk, trained
from sayeban.organisations.public import seed
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting


@pytest.fixture
def desk(db: None) -> Iterator[Desk]:
    with time_machine.travel(NOW, tick=False):
        with acting(OPERATOR, NOW):
            seed()
        trained(CLERK)
        yield make_desk()
