"""What the headquarters' commands on a campaign refuse."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pytest_django.fixtures import Settings

from sayeban.exemptions.actions.change_campaign import (
    CampaignClosed,
    ExtensionInvalid,
    close_campaign,
    extend_campaign,
    require_fields,
)
from sayeban.exemptions.actions.open_campaign import (
    CampaignInvalid,
    CampaignTaken,
    ContinuesAnother,
    Terms,
    open_campaign,
)
from sayeban.exemptions.actions.reserve_days import ReservedInvalid, reserve_days
from sayeban.exemptions.jobs import load
from sayeban.exemptions.models import Campaign
from sayeban.exemptions.stored_files import FileGone
from sayeban.exemptions.tests import makers
from sayeban.exemptions.tests.makers import NOW
from sayeban.kit.units import Unit
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting

pytestmark = pytest.mark.django_db

CODE = "c1405"
HQ = makers.actor("hq_expert", Unit.hq())
GOOD: dict[str, Any] = {"title": "معافیت قبوض", "starts": date(2026, 11, 22)}


@pytest.fixture(autouse=True)
def publisher() -> None:
    makers.places()


def opened(code: str = CODE, **terms: Any) -> Campaign:
    return open_campaign(actor=HQ, at=NOW, code=code, terms=Terms(**(GOOD | terms)))


def campaigns() -> int:
    with acting(OPERATOR, NOW):
        return Campaign.objects.count()


def test_a_code_names_one_campaign() -> None:
    opened()
    with pytest.raises(CampaignTaken):
        opened()
    assert campaigns() == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": ""},
        {"days": 0},
        {"centre_days": 9, "county_days": 8},
        {"utilities": ["internet"]},
        {"utilities": []},
        {"benefit": "gift"},
        {"sample_percent": 101},
        {"error_limit": -1},
    ],
    ids=str,
)
def test_terms_that_make_no_sense_open_nothing(wrong: dict[str, Any]) -> None:
    with pytest.raises(CampaignInvalid):
        opened(**wrong)
    assert campaigns() == 0


def test_a_code_that_no_address_could_hold_opens_nothing() -> None:
    with pytest.raises(CampaignInvalid):
        opened("کد ۱")
    assert campaigns() == 0


@pytest.mark.parametrize("days", [0, -1, 366])
def test_an_extension_is_of_one_day_to_one_year(days: int) -> None:
    before = opened().days
    with pytest.raises(ExtensionInvalid):
        extend_campaign(actor=HQ, at=NOW, code=CODE, days=days)
    with acting(OPERATOR, NOW):
        assert Campaign.objects.get(code=CODE).days == before


def test_a_closed_campaign_is_not_changed() -> None:
    opened()
    close_campaign(actor=HQ, at=NOW, code=CODE)
    with pytest.raises(CampaignClosed):
        close_campaign(actor=HQ, at=NOW, code=CODE)
    with pytest.raises(CampaignClosed):
        extend_campaign(actor=HQ, at=NOW, code=CODE, days=1)
    with pytest.raises(CampaignClosed):
        require_fields(actor=HQ, at=NOW, code=CODE, utility="gas", company="307", fields=["number"])


def test_a_workbook_that_is_no_longer_stored_is_asked_for_again(
    tmp_path: Path, settings: Settings
) -> None:
    settings.HOME = tmp_path
    arguments = {"code": CODE, "stored": "gone.xlsx", "name": "fars.xlsx", "sha256": "0" * 64}
    with pytest.raises(FileGone):
        load(HQ, arguments, lambda *_: None)


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2026, 11, 28), None),
        (None, date(2026, 11, 28)),
        (date(2026, 11, 28), date(2026, 11, 27)),
        (date(2026, 11, 1), date(2026, 12, 2)),
    ],
)
def test_reserved_days_have_a_beginning_and_an_end(first: date | None, last: date | None) -> None:
    opened()
    with pytest.raises(ReservedInvalid):
        reserve_days(actor=HQ, at=NOW, code=CODE, first=first, last=last)


def test_a_closed_campaign_reserves_no_days() -> None:
    opened()
    close_campaign(actor=HQ, at=NOW, code=CODE)
    with pytest.raises(CampaignClosed):
        reserve_days(actor=HQ, at=NOW, code=CODE, first=None, last=None)


@pytest.mark.parametrize(
    ("shown", "is_refused"), [("", True), ("c9", True), (CODE, False), (None, False)]
)
def test_a_later_phase_goes_on_from_what_was_shown(shown: str | None, is_refused: bool) -> None:
    opened()
    later = {"target": "non_recipients", "continues": shown}
    if is_refused:
        with pytest.raises(ContinuesAnother):
            opened("c2", **later)
    else:
        assert opened("c2", **later).continues.code == CODE  # type: ignore[union-attr]
