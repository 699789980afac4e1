"""The head of a centre shares its way among the workers; each sees his own stretch."""

from collections.abc import Collection

import pytest
from django.db import connection
from django.test import Client

from sayeban.accounts.public import Post
from sayeban.design import testing
from sayeban.design.drawn import faults_of_all
from sayeban.exemptions.actions.change_campaign import close_campaign
from sayeban.exemptions.actions.share_work import (
    NothingToShare,
    NotShared,
    ShareOfOthers,
    ShareTooFew,
    share_work,
)
from sayeban.exemptions.models import Campaign, WorkShare
from sayeban.exemptions.reads import sharing
from sayeban.exemptions.reads.field_day import next_stop, stops
from sayeban.exemptions.reads.sharing import WHOLE, own_way, parts_of, share_of
from sayeban.exemptions.refusals import CampaignNotOpen, CampaignUnknown
from sayeban.exemptions.tests import makers, sheets_made
from sayeban.exemptions.tests.field.scene import TODAY, text_of, typed
from sayeban.exemptions.tests.ladder import CENTRE, DEPUTY, NOW, SECOND, SECOND_HEAD
from sayeban.exemptions.tests.visiting import client_of, staff
from sayeban.kit.units import Unit
from sayeban.runtime.actor import OPERATOR, Actor
from sayeban.runtime.context import acting, looking
from sayeban.runtime.refusals import AccessDenied

pytestmark = pytest.mark.django_db
PAGE = "/campaigns/c1405/units/centre:7011/sharing/"


@pytest.fixture
def head() -> Actor:
    return staff("head", Post.CENTRE_HEAD, CENTRE)


@pytest.fixture
def workers(campaign: Campaign) -> list[Actor]:
    found = [staff(name, Post.SOCIAL_WORKER, CENTRE) for name in ("first", "second")]
    sheets_made.trained(campaign, *found)
    return found


def streets(campaign: Campaign, count: int) -> None:
    for number in range(count):
        sheets_made.known_row(
            campaign, full_name=f"خانوار {number}", address=f"کوچهٔ {number // 2:02d}"
        )


def households_go_on_from(number: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute("SELECT setval('people_household_id_seq', %s)", [number])


def ids(*actors: Actor) -> list[int]:
    return [actor.user_id or 0 for actor in actors]


def share(head: Actor, workers: Collection[int], code: str = "c1405", unit: Unit = CENTRE) -> int:
    return share_work(actor=head, at=NOW, code=code, unit=unit, workers=workers)


def names_of(campaign: Campaign, worker: Actor) -> list[str]:
    with looking(worker):
        mine = own_way(campaign.pk, CENTRE, worker.user_id or 0)
        return [stop.full_name for stop in stops(campaign.pk, CENTRE, mine=mine)[0]]


def test_each_sees_his_own_stretch_and_together_they_see_all_once(
    campaign: Campaign, head: Actor, workers: list[Actor]
) -> None:
    streets(campaign, 9)
    assert share(head, ids(*workers)) == 2
    first, second = (names_of(campaign, worker) for worker in workers)
    assert sorted(map(len, (first, second))) == [4, 5]
    assert sorted(first + second) == [f"خانوار {number}" for number in range(9)]
    assert names_of(campaign, head) == first + second
    # Neighbours stay together: no street but one has two workers.
    streets_of = [{int(name.split()[1]) // 2 for name in names} for names in (first, second)]
    assert len(streets_of[0] & streets_of[1]) <= 1


def test_stretches_follow_the_way_where_ids_grow_a_digit(
    campaign: Campaign, head: Actor, workers: list[Actor]
) -> None:
    """Households of one address: number and text order 99 and 100 differently."""
    last = sheets_made.known_row(campaign, full_name="نخست", address="کوچه").household_id
    households_go_on_from(10 ** len(str(last)) - 3)
    for number in range(5):
        sheets_made.known_row(campaign, full_name=f"خانوار {number}", address="کوچه")
    households_go_on_from(last)
    share(head, ids(*workers))
    first, second = (names_of(campaign, worker) for worker in workers)
    assert names_of(campaign, head) == first + second
    assert first + second == ["نخست", *(f"خانوار {number}" for number in range(5))]


def test_without_its_bounds_both_see_the_same(
    campaign: Campaign, head: Actor, workers: list[Actor], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control."""
    streets(campaign, 9)
    share(head, ids(*workers))
    monkeypatch.setattr(sharing, "share_of", lambda *_: None)
    assert names_of(campaign, workers[0]) == names_of(campaign, workers[1])


def test_members_of_a_household_are_one_workers(
    campaign: Campaign, head: Actor, workers: list[Actor]
) -> None:
    home = sheets_made.known_row(campaign, address="کوچهٔ یک")
    for _ in range(3):
        sheets_made.known_row(campaign, household_of=home, address=home.address)
    share(head, ids(*workers))
    with looking(head):
        found = share_of(campaign.pk, CENTRE)
        assert found
        assert sorted(part.rows for part in parts_of(found)) == [0, 4]
    # Whoever has nothing helps with what there is.
    assert [len(names_of(campaign, worker)) for worker in workers] == [4, 4]


def test_who_has_finished_sees_the_whole_way_and_what_comes_later_is_somebodys(
    campaign: Campaign, head: Actor, workers: list[Actor]
) -> None:
    streets(campaign, 4)
    share(head, ids(*workers))
    sheets_made.known_row(campaign, full_name="دیرآمده", address="آ")
    assert sum("دیرآمده" in names_of(campaign, worker) for worker in workers) == 1
    with acting(OPERATOR, NOW):
        for name in names_of(campaign, workers[0]):
            campaign.row_set.filter(full_name=name).update(state="uncollectable")
    assert names_of(campaign, workers[0]) == names_of(campaign, workers[1]) != []


def test_a_sharing_is_taken_back_and_made_anew(
    campaign: Campaign, head: Actor, workers: list[Actor]
) -> None:
    streets(campaign, 4)
    before = names_of(campaign, workers[0])
    share(head, ids(*workers))
    assert share(head, []) == 0
    assert names_of(campaign, workers[0]) == before
    share(head, ids(head, workers[1]))
    assert names_of(campaign, workers[0]) == before
    assert len(names_of(campaign, workers[1])) == 2
    with looking(head):
        assert WorkShare.objects.count() == 3


def test_the_way_ends_with_ones_own_stretch_and_begins_again(
    campaign: Campaign, head: Actor, workers: list[Actor]
) -> None:
    streets(campaign, 4)
    share(head, ids(*workers))
    with looking(workers[0]):
        mine = own_way(campaign.pk, CENTRE, workers[0].user_id or 0)
        one, other = (stop.key for stop in stops(campaign.pk, CENTRE, mine=mine)[0])
        assert next_stop(campaign.pk, CENTRE, one, mine=mine) == other
        assert next_stop(campaign.pk, CENTRE, other, mine=mine) == one
        assert next_stop(campaign.pk, CENTRE, other) not in (one, other)


def test_what_is_refused(campaign: Campaign, head: Actor, workers: list[Actor]) -> None:
    stranger = staff("stranger", Post.SOCIAL_WORKER, SECOND)
    with pytest.raises(NotShared):
        share(head, [])
    with pytest.raises(NothingToShare):
        share(head, ids(*workers))
    streets(campaign, 2)
    with pytest.raises(ShareTooFew):
        share(head, ids(workers[0], workers[0]))
    with pytest.raises(ShareOfOthers):
        share(head, ids(workers[0], stranger))
    with pytest.raises(CampaignUnknown):
        share(head, ids(*workers), code="c9999")
    for other in (workers[0], SECOND_HEAD, OPERATOR):
        with pytest.raises(AccessDenied):
            share(other, ids(*workers))
    close_campaign(actor=DEPUTY, at=NOW, code="c1405")
    with pytest.raises(CampaignNotOpen):
        share(head, ids(*workers))


def test_it_is_shared_on_a_page_and_shown_on_the_phone(
    campaign: Campaign, head: Actor, workers: list[Actor]
) -> None:
    streets(campaign, 4)
    page = client_of(head)
    assert "تقسیم نشده است" in text_of(page, PAGE)
    assert page.post(PAGE, {}).status_code == 422
    assert page.post(PAGE, {"workers": [str(workers[0].user_id)]}).status_code == 422
    told = page.post(PAGE, {"workers": [str(each) for each in ids(*workers)]})
    assert (told.status_code, told.headers["Location"]) == (303, f"{PAGE}?done=work_shared")
    assert "سهم هر مددکار" in text_of(page, PAGE)
    phone = client_of(workers[0])
    assert "سهم شما" in text_of(phone, TODAY)
    kept = phone.post(f"{TODAY}cases/").json()["cases"]
    assert [case["name"] for case in kept] == names_of(campaign, workers[0])
    assert len(kept) == 2
    assert page.post(PAGE, {"end": "1"}).status_code == 303
    assert "سهم شما" not in text_of(phone, TODAY)
    assert len(phone.post(f"{TODAY}cases/").json()["cases"]) == 4


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.parametrize("widths", testing.WIDTHS)
def test_the_pages_are_open_to_everybody(
    campaign: Campaign, head: Actor, workers: list[Actor], widths: tuple[int, ...]
) -> None:
    streets(campaign, 9)
    page = client_of(head)
    drawn = {"sharing-none": page.get(PAGE).content}
    drawn["sharing-refused"] = page.post(PAGE, {}).content
    share(head, ids(head, *workers))
    drawn["sharing"] = page.get(PAGE).content
    drawn["sharing-on-a-phone"] = client_of(workers[0]).get(TODAY).content
    assert faults_of_all(drawn, widths) == []


def test_what_a_worker_has_begun_is_still_his_to_end(
    campaign: Campaign, head: Actor, workers: list[Actor]
) -> None:
    streets(campaign, 4)
    share(head, ids(*workers))
    with looking(workers[1]):
        mine = own_way(campaign.pk, CENTRE, workers[1].user_id or 0)
        assert mine != WHOLE
        row = campaign.row_set.get(key=stops(campaign.pk, CENTRE, mine=mine)[0][0].key)
    phone: Client = client_of(workers[0])
    found = phone.post(TODAY, {"text": row.national_id})
    assert found.headers["Location"] == f"/field/c1405/rows/{row.key}/"
    assert phone.post(f"/field/c1405/rows/{row.key}/send/", typed(row)).status_code == 200
    with acting(OPERATOR, makers.NOW):
        row.refresh_from_db()
    assert row.collected_by == workers[0].user_id
