"""A shared way gives each household to one worker, whatever addresses its members' rows bear."""

from collections.abc import Collection

import pytest

from sayeban.exemptions.actions import share_work as sharing_action
from sayeban.exemptions.models import Campaign
from sayeban.exemptions.reads import field_day, sharing
from sayeban.exemptions.tests import sheets_made
from sayeban.exemptions.tests.field.test_sharing import head, ids, names_of, share, workers
from sayeban.exemptions.tests.ladder import SECOND
from sayeban.runtime.actor import Actor

__all__ = ["head", "workers"]
pytestmark = pytest.mark.django_db


def two_addresses(campaign: Campaign) -> None:
    """Households in the first street with a member far away; of one the head is not here."""
    for number in range(3):
        home = sheets_made.known_row(campaign, full_name=f"خانوار {number}", address="الف")
        sheets_made.known_row(campaign, household_of=home, full_name=f"عضو {number}", address="ی")
    gone = sheets_made.known_row(campaign, SECOND)
    for number, address in enumerate(("ب", "ی")):
        name = f"بی‌سرپرست {number}"
        sheets_made.known_row(campaign, household_of=gone, full_name=name, address=address)


def homes(names: Collection[str]) -> set[str]:
    return {"بی‌سرپرست" if "بی" in name else name.split()[1] for name in names}


def test_members_with_another_address_go_with_their_household(
    campaign: Campaign, head: Actor, workers: list[Actor]
) -> None:
    two_addresses(campaign)
    share(head, ids(*workers))
    first, second = (names_of(campaign, worker) for worker in workers)
    assert len(first) + len(second) == 8
    assert homes(first) | homes(second) == {"0", "1", "2", "بی‌سرپرست"}
    assert homes(first) & homes(second) == set()
    assert names_of(campaign, head)[:2] == ["خانوار 0", "عضو 0"]


def test_by_addresses_of_rows_alone_a_household_has_two_workers(
    campaign: Campaign, head: Actor, workers: list[Actor], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control."""
    two_addresses(campaign)
    begins, placed = (
        statement.replace("door.address", "r.address")
        for statement in (sharing.BEGINS, field_day._STOPS)
    )
    monkeypatch.setattr(sharing_action, "BEGINS", begins)
    monkeypatch.setattr(field_day, "_STOPS", placed)
    share(head, ids(*workers))
    first, second = (names_of(campaign, worker) for worker in workers)
    assert homes(first) & homes(second)
