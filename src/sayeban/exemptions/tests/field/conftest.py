"""Every test of this folder visits pages of one campaign with companies of all utilities."""

import pytest

from sayeban.exemptions.models import Campaign
from sayeban.exemptions.tests import makers


@pytest.fixture(autouse=True)
def _visited(site: None) -> None:
    """`site` for each of them."""


@pytest.fixture
def campaign(db: None) -> Campaign:
    makers.places()
    makers.companies()
    return makers.campaign()
