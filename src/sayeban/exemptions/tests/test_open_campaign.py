"""What headquarters may and may not open (A-001, A-040, A-142)."""

from datetime import date
from itertools import product
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from sayeban.exemptions.actions.open_campaign import (
    CampaignInvalid,
    CampaignTaken,
    PublisherUnknown,
    Terms,
    open_campaign,
)
from sayeban.exemptions.models import Campaign
from sayeban.exemptions.tests import makers
from sayeban.exemptions.tests.makers import NOW
from sayeban.kit.units import Unit
from sayeban.organisations.public import seed
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting
from sayeban.runtime.refusals import AccessDenied

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def institutions() -> None:
    with acting(OPERATOR, NOW):
        seed()


def opened(**changed: Any) -> Campaign:
    terms: dict[str, Any] = {"title": "معافیت", "starts": date(2026, 11, 22)} | changed
    return open_campaign(actor=OPERATOR, at=NOW, code="c1405", terms=Terms(**terms))


def test_a_code_is_used_once_and_by_headquarters_alone() -> None:
    opened()
    with pytest.raises(CampaignTaken):
        opened()
    with pytest.raises(AccessDenied):
        open_campaign(
            actor=makers.actor("director_general", Unit.of_province("07")),
            at=NOW,
            code="c2",
            terms=Terms(title="x", starts=date(2026, 11, 22)),
        )


def test_only_a_known_institution_publishes() -> None:
    with pytest.raises(PublisherUnknown) as refused:
        opened(publisher="nobody")
    assert "relief_committee" in refused.value.message
    assert opened(publisher="relief_committee").publisher == "relief_committee"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"utilities": ["water", "gas", "water"]}, "یک بار"),
        ({"utilities": ["water", "oil"]}, "آب، برق و گاز"),
        ({"days": 0}, "دست‌کم یک روز"),
        ({"centre_days": 9, "county_days": 8}, "به ترتیب"),
    ],
)
def test_terms_that_contradict_each_other_are_refused_in_words(
    changed: dict[str, Any], said: str
) -> None:
    with pytest.raises(CampaignInvalid) as refused:
        opened(**changed)
    assert said in refused.value.message
    assert "به ترتیب" not in refused.value.message or "centre_days" in changed


def test_a_campaign_keeps_its_utilities_in_the_order_of_the_worksheet() -> None:
    assert opened(utilities=("water", "gas")).utilities == ["gas", "water"]


def test_each_utility_stands_once_in_every_combination() -> None:
    words = ("water", "electricity", "gas")
    for size in range(1, 4):
        for utilities in product(words, repeat=size):
            _check(Campaign(utilities=list(utilities)), holds=len(set(utilities)) == size)


def _check(made: Campaign, *, holds: bool) -> None:
    """The constraint itself, asked as full_clean asks it."""
    constraint = next(
        c for c in Campaign._meta.constraints if c.name == "exemptions_campaign_utilities_once"
    )
    if holds:
        constraint.validate(Campaign, made)
    else:
        with pytest.raises(ValidationError):
            constraint.validate(Campaign, made)


def test_the_database_itself_refuses_a_utility_that_is_named_twice() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        makers.campaign(utilities=["gas", "gas"])
