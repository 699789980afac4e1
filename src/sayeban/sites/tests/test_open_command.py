"""`sayeban campaign open`."""

import pytest

from sayeban.exemptions.models import Campaign
from sayeban.exemptions.tests.makers import NOW
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting
from sayeban.sites.tests.command_line import CommandLine

pytestmark = pytest.mark.django_db


def test_utilities_are_typed_with_or_without_spaces(country: None, sayeban: CommandLine) -> None:
    words = ("campaign", "open", "c9", "--title", "ب", "--starts", "1405/09/01", "--utilities")

    assert sayeban.told(*words, "water, electricity,water")[1]["refused"] == "campaign.invalid"
    assert sayeban.told(*words, " water, electricity ")[0] == 0
    with acting(OPERATOR, NOW):
        assert Campaign.objects.get(code="c9").utilities == ["electricity", "water"]
