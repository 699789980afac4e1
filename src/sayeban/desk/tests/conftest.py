"""A country, its desk in county 0701, and a clerk who was trained there."""

from collections.abc import Iterator

import pytest
import time_machine
from pytest_django.plugin import DjangoDbBlocker

from sayeban.desk.models import Desk
from sayeban.desk.tests.makers import CLERK, NOW, make_desk, trained
from sayeban.organisations.public import seed
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting
from sayeban.runtime.tests.committed import committed_rows


@pytest.fixture
def desk(db: None) -> Iterator[Desk]:
    with time_machine.travel(NOW, tick=False):
        with acting(OPERATOR, NOW):
            seed()
        trained(CLERK)
        yield make_desk()


@pytest.fixture
def transactional_db(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Really committed rows: two counters are two connections."""
    with committed_rows(django_db_blocker, "^(desk|notices|organisations|audit|runtime)_"):
        yield
