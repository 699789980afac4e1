"""A later phase goes on from the first one; other years' campaigns are strangers (A-042, A-149)."""

from datetime import timedelta
from pathlib import Path

import pytest

from sayeban.exemptions.actions.change_campaign import CampaignClosed, close_campaign
from sayeban.exemptions.actions.clear_candidate import clear_candidate
from sayeban.exemptions.actions.load_workbook import load_workbook
from sayeban.exemptions.actions.open_campaign import Terms, open_campaign
from sayeban.exemptions.actions.rejudge import touch
from sayeban.exemptions.actions.suspect import suspect
from sayeban.exemptions.models import Campaign, Candidate, CandidateRow, Connection, Row
from sayeban.exemptions.tests import makers, release_makers
from sayeban.exemptions.tests.books import hq_book, line
from sayeban.exemptions.tests.ladder import (
    CENTRE,
    COUNTY_HEAD,
    NOW,
    SECOND,
    approved,
    blocked,
    collected,
    fresh,
    later,
    sign,
    state_of,
)
from sayeban.exemptions.tests.makers import national_id
from sayeban.kit.units import Unit
from sayeban.organisations.public import seed
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting

pytestmark = pytest.mark.django_db

HQ = makers.actor("hq_expert", Unit.hq())
HOME, MEMBER = national_id(1), national_id(2)
BILL = makers.bill_id(1, "gas")


@pytest.fixture
def first() -> Campaign:
    """The first phase with one approved household, of which a member has no pension."""
    with acting(OPERATOR, NOW):
        seed()
    makers.places()
    makers.company()
    return makers.campaign(utilities=["gas"])


def load(campaign: Campaign, folder: Path, *rows: list[str]) -> None:
    path = hq_book(folder / f"{campaign.code}-{len(list(folder.iterdir()))}.xlsx", rows)
    load_workbook(actor=HQ, at=NOW, code=campaign.code, path=path, report=lambda *_: None)


def gathered(campaign: Campaign, folder: Path, state: str = "released") -> Row:
    load(campaign, folder, line(HOME), line(MEMBER, head=HOME))
    with acting(OPERATOR, NOW):
        row = Row.objects.get(campaign=campaign, national_id=HOME)
        Row.objects.filter(pk=row.pk).update(
            state=state, location="urban", collected_by=7, collected_at=NOW
        )
    makers.connection(row, "gas", BILL, channel="phone", source="sms")
    return row


def next_phase() -> Campaign:
    terms = Terms(title="مرحلهٔ دوم", starts=NOW.date(), target="non_recipients", utilities=["gas"])
    return open_campaign(actor=HQ, at=NOW, code="c2", terms=terms)


def of_member(campaign: Campaign) -> Row:
    with acting(OPERATOR, NOW):
        return Row.objects.get(campaign=campaign, national_id=MEMBER)


def connections(row: Row) -> list[tuple[str, str]]:
    with acting(OPERATOR, NOW):
        found = Connection.objects.filter(row=row).order_by("utility")
        return list(found.values_list("bill_id", "entry_method"))


def test_a_later_phase_reuses_what_was_collected_and_approved(
    first: Campaign, tmp_path: Path
) -> None:
    gathered(first, tmp_path)
    second = next_phase()
    load(second, tmp_path, line(MEMBER, head=HOME))
    assert connections(of_member(second)) == [(BILL, "reused")]
    assert of_member(second).state == "collected"


@pytest.mark.parametrize("state", ["collected", "returned", "uncollectable"])
def test_what_nobody_approved_is_collected_anew(
    first: Campaign, tmp_path: Path, state: str
) -> None:
    gathered(first, tmp_path, state)
    second = next_phase()
    load(second, tmp_path, line(MEMBER, head=HOME))
    assert (of_member(second).state, connections(of_member(second))) == ("pending", [])


def test_another_campaign_for_recipients_begins_empty(first: Campaign, tmp_path: Path) -> None:
    gathered(first, tmp_path)
    terms = Terms(title="سال بعد", starts=NOW.date(), utilities=["gas"])
    other = open_campaign(actor=HQ, at=NOW, code="c3", terms=terms)
    load(other, tmp_path, line(HOME), line(MEMBER, head=HOME))
    assert other.continues is None
    assert (of_member(other).state, connections(of_member(other))) == ("pending", [])


@pytest.mark.parametrize(
    ("state", "is_confirmed"), [("open", False), ("confirmed", True)], ids=["open", "confirmed"]
)
def test_what_is_suspected_or_proved_false_is_not_used_again(
    first: Campaign, tmp_path: Path, state: str, is_confirmed: bool
) -> None:
    row = gathered(first, tmp_path)
    hold(first, row, state, is_confirmed=is_confirmed)
    second = next_phase()
    load(second, tmp_path, line(MEMBER, head=HOME))
    assert connections(of_member(second)) == []


def hold(campaign: Campaign, row: Row, state: str, *, is_confirmed: bool) -> None:
    with acting(OPERATOR, NOW):
        candidate = Candidate.objects.create(
            campaign=campaign,
            kind="bill_taken",
            subject=BILL,
            state=state,
            opened_at=NOW,
            decided_at=None if state == "open" else NOW,
            province="07",
        )
        CandidateRow.objects.create(
            candidate=candidate,
            row=row,
            utility="gas",
            is_confirmed=is_confirmed,
            province="07",
            county="0701",
            centre="7011",
        )


def test_a_meter_that_the_first_phase_delivered_is_not_delivered_again(first: Campaign) -> None:
    release_makers.ground()
    phases = [first, makers.campaign("c2", utilities=["gas"], continues=first)]
    year_after = makers.campaign("c3", utilities=["gas"])
    for campaign in (*phases, year_after):
        release_makers.approved(campaign, bills={"gas": BILL})
    lists = [release_makers.released(code) for code in ("c1405", "c2", "c3")]
    again = [made.result["ineligible"]["gas"]["same_meter"] for made in lists]
    assert again == [0, 1, 0]


def suspicions(row: Row) -> list[tuple[str, int]]:
    """Campaign and rows of the suspicions that a look at this row raises."""
    with acting(OPERATOR, NOW):
        touch("SELECT %(id)s::bigint AS id", {"id": row.pk})
        suspect(campaign_id=row.campaign_id, at=NOW)
        found = Candidate.objects.filter(held__row=row).order_by("id").distinct()
        return [(c.campaign.code, c.held.count()) for c in found.select_related("campaign")]


def test_a_bill_of_a_stranger_in_the_first_phase_is_a_suspicion(first: Campaign) -> None:
    collected(first, CENTRE, bills={"gas": BILL}, state="released")
    second = makers.campaign("c2", target="non_recipients", continues=first)
    assert suspicions(collected(second, SECOND, bills={"gas": BILL})) == [("c2", 2)]


def test_a_tenant_who_moved_since_last_year_is_no_suspect(first: Campaign) -> None:
    collected(first, CENTRE, bills={"gas": BILL}, state="released")
    other = makers.campaign("c3")
    assert suspicions(collected(other, SECOND, bills={"gas": BILL})) == []


def test_a_decision_changes_no_row_of_the_other_phase_and_none_that_is_signed(
    first: Campaign,
) -> None:
    delivered = collected(first, CENTRE, bills={"gas": BILL}, state="released")
    second = makers.campaign("c2", target="non_recipients", continues=first)
    row = collected(second, SECOND, bills={"gas": BILL})
    suspicions(row)
    with acting(OPERATOR, NOW):
        key = str(Candidate.objects.get().pk)
    clear_candidate(actor=COUNTY_HEAD, at=NOW, code="c2", key=key, why="shared")
    with acting(OPERATOR, NOW):
        kinds = dict(Connection.objects.values_list("row_id", "connection_type"))
    assert kinds == {delivered.pk: "private", row.pk: "shared"}


def test_in_a_closed_campaign_no_decision_changes_rows(first: Campaign) -> None:
    rows = [collected(first, unit, bills={"gas": BILL}) for unit in (CENTRE, SECOND)]
    suspicions(rows[0])
    close_campaign(actor=HQ, at=NOW, code=first.code)
    with acting(OPERATOR, NOW):
        key = str(Candidate.objects.get().pk)
    with pytest.raises(CampaignClosed):
        clear_candidate(actor=COUNTY_HEAD, at=NOW, code=first.code, key=key, why="returned")
    clear_candidate(actor=COUNTY_HEAD, at=NOW, code=first.code, key=key, why="same_household")
    assert [state_of(row) for row in rows] == ["collected", "collected"]


def test_a_row_that_headquarters_moved_is_answered_for_by_the_new_head(
    first: Campaign, tmp_path: Path
) -> None:
    load(first, tmp_path, line(HOME, centre="7012"))
    with acting(OPERATOR, NOW):
        Row.objects.update(
            state="collected",
            location="urban",
            collected_by=103,
            collected_at=NOW - timedelta(hours=1),
        )
        row = Row.objects.get()
    makers.connection(row, "gas", BILL, channel="phone", source="sms")
    assert blocked(first, CENTRE.__class__.of_centre("0701", "7012"))[0][0] == "declaration.missing"
    load(first, tmp_path, line(HOME, centre="7011"))
    assert blocked(first, CENTRE) == [("declaration.missing", "centre:7011", 1)]
    sign(first, CENTRE, later(1))
    assert approved(first, CENTRE, at=later(2)).approved == 1
    assert fresh(row).collected_by == 103
