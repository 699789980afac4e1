"""What is done each evening (A-120), also where no campaign runs."""

from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from pytest_django.fixtures import Settings

from sayeban.accounts.models import MachineToken
from sayeban.exemptions.tests.feeds.correcting import (
    NOT_FOUND,
    caller,
    corrections,
    household,
    introduced,
    opened,
    says,
)
from sayeban.exemptions.tests.feeds.makers import token
from sayeban.exemptions.tests.makers import NOW
from sayeban.exemptions.tests.release_makers import ground
from sayeban.runtime import outbox
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


def test_what_companies_sent_back_comes_back_though_its_event_was_lost(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.HOME = tmp_path
    ground()
    with time_machine.travel(NOW, tick=False):
        row = household(opened(), 1)
        introduced()
        with monkeypatch.context() as without:
            without.setattr(outbox, "_reactions", {})
            says(caller(), row)
        assert corrections(row) == []
        evening_of(SYSTEM, NOW)
    assert corrections(row) == [("gas", NOT_FOUND, "")]
