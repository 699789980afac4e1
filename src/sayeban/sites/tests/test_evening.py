"""What is done each evening (A-120), also where no campaign runs."""

from datetime import timedelta

import pytest

from sayeban.accounts.models import MachineToken
from sayeban.exemptions.tests.feeds.makers import token
from sayeban.exemptions.tests.makers import NOW
from sayeban.exemptions.tests.release_makers import ground
from sayeban.runtime.actor import SYSTEM
from sayeban.sites.evening import evening_of

pytestmark = pytest.mark.django_db


def test_tokens_that_are_over_are_forgotten() -> None:
    ground()
    token()
    evening_of(SYSTEM, NOW)
    assert MachineToken.objects.count() == 1
    evening_of(SYSTEM, NOW + timedelta(hours=1))
    assert MachineToken.objects.count() == 0
