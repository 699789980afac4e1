"""A campaign with a trained worker and a household of a village."""

import pytest

from sayeban.exemptions.models import Campaign, Row
from sayeban.exemptions.tests import makers, sheets_made
from sayeban.exemptions.tests.ladder import CENTRE, world
from sayeban.exemptions.tests.test_village_scope import lives
from sayeban.runtime.actor import Actor


@pytest.fixture
def campaign() -> Campaign:
    return world()


@pytest.fixture
def worker(campaign: Campaign) -> Actor:
    actor = makers.actor("social_worker", CENTRE)
    sheets_made.trained(campaign, actor)
    return actor


@pytest.fixture
def row(campaign: Campaign) -> Row:
    return lives(sheets_made.known_row(campaign), "بیدک")
