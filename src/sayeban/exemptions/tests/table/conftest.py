"""The site and the campaign whose worklist stands in a table."""

import pytest

from sayeban.exemptions.models import Campaign
from sayeban.exemptions.tests import makers


@pytest.fixture(autouse=True)
def of_the_site(site: None) -> None:
    """Every test here visits pages."""


@pytest.fixture
def campaign(db: None) -> Campaign:
    makers.places()
    makers.companies()
    return makers.campaign()
