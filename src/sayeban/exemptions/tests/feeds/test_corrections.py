"""What a company sends back comes to its centre, and returns mended (issue 4 section 3)."""

from datetime import date

import pytest
import time_machine

from sayeban.exemptions.actions.approve import ApprovalBlocked
from sayeban.exemptions.actions.confirm_candidate import confirm_candidate
from sayeban.exemptions.actions.open_corrections import open_corrections
from sayeban.exemptions.models import CompanyNotice, Correction
from sayeban.exemptions.rules_correction import NOTICE_WORDS, SUSPICIONS
from sayeban.exemptions.tests.feeds.correcting import (
    LATER,
    NOT_FOUND,
    OTHER_GAS,
    POWER,
    caller,
    candidate_keys,
    clear,
    corrections,
    deliver,
    household,
    introduced,
    mended,
    notices,
    opened,
    says,
    set_bill,
    signed,
    standing,
    suspicions,
    told,
    went_up,
)
from sayeban.exemptions.tests.ladder import DIRECTOR, fresh
from sayeban.exemptions.tests.makers import NOW, bill_id
from sayeban.exemptions.violation_refusals import ViolationUnknownWhy
from sayeban.people.public import record_death
from sayeban.runtime import outbox
from sayeban.runtime.actor import OPERATOR, SYSTEM
from sayeban.runtime.context import acting

pytestmark = pytest.mark.django_db

FIRST, SECOND, OTHER = (
    bill_id(1, "gas", "307"),
    bill_id(21, "gas", "307"),
    bill_id(31, "gas", "308"),
)


def test_given_a_rejection_when_the_centre_mends_the_bill_id_then_the_company_reads_an_amend() -> (
    None
):
    made = opened()
    row, beside = household(made, 1), household(made, 2)
    introduced()
    gas = caller()

    says(gas, row)
    back = fresh(row)
    assert (back.state, back.release_id) == ("returned", None)
    assert back.returned_reason == "شرکت 307 (گاز): شناسهٔ قبض را نشناخت."
    assert corrections(row) == [("gas", "rjct.bill_id.not_found", "")]

    mended(row, gas_bill=SECOND)
    went_up(made)

    assert told(gas)[2:] == [("amend", "correction", 2, SECOND)]
    assert told(caller("electricity", "207"), POWER)[2:] == []
    assert corrections(row) == [("gas", "rjct.bill_id.not_found", "amended")]
    assert (fresh(row).state, fresh(beside).state) == ("released", "released")


def test_where_another_company_has_the_meter_it_ends_there_and_begins_here() -> None:
    made = opened()
    row = household(made, 1)
    introduced()
    gas, other = caller(), caller(code="308")

    says(gas, row, "rjct.bill_id.other_company")
    mended(row, gas_bill=OTHER)
    went_up(made)

    assert told(gas) == [("grant", "new_cover", 1, FIRST), ("revoke", "correction", 2, None)]
    assert told(other, OTHER_GAS) == [("grant", "new_cover", 1, OTHER)]
    assert corrections(row) == [("gas", "rjct.bill_id.other_company", "ended")]


def test_a_meter_that_is_shared_after_all_ends() -> None:
    made = opened()
    row = household(made, 1)
    introduced()
    gas = caller()

    says(gas, row, "rjct.connection.disconnected")
    mended(row, gas_type="shared", gas_bill="")
    went_up(made)

    assert told(gas)[-1] == ("revoke", "connection_shared", 2, None)
    assert told(caller("electricity", "207"), POWER) == [
        ("grant", "new_cover", 1, bill_id(1, "electricity", "207"))
    ]
    assert corrections(row) == [("gas", "rjct.connection.disconnected", "ended")]


def test_who_stands_by_the_record_tells_it_again() -> None:
    made = opened()
    row = household(made, 1)
    introduced()
    gas = caller()

    says(gas, row)
    mended(row)
    went_up(made)

    assert told(gas)[-1] == ("amend", "correction", 2, FIRST)
    assert corrections(row) == [("gas", NOT_FOUND, "amended")]


def test_two_companies_send_one_row_back_once_and_it_says_both() -> None:
    made = opened()
    row = household(made, 1)
    introduced()
    says(caller(), row)
    says(caller("electricity", "207"), row, "rjct.postal_code.mismatch", utility="electricity")

    assert [(utility, how) for utility, _, how in corrections(row)] == [
        ("gas", ""),
        ("electricity", ""),
    ]
    assert fresh(row).returned_reason == (
        "شرکت 307 (گاز): شناسهٔ قبض را نشناخت."
        " شرکت 207 (برق): گفت که کد پستی با نشانی انشعاب یکی نیست."
    )
    mended(row, gas_bill=SECOND)
    went_up(made)
    assert [how for *_, how in corrections(row)] == ["amended", "amended"]


def test_two_households_whose_bills_were_taken_for_each_others_change_them() -> None:
    made = opened()
    row, beside = household(made, 1), household(made, 21)
    introduced()
    gas = caller()
    says(gas, row)
    says(gas, beside, key="j" * 16)

    set_bill(row, "")
    mended(beside, gas_bill=FIRST)
    mended(row, gas_bill=SECOND)
    went_up(made)

    assert sorted(told(gas)[2:]) == sorted(
        [("amend", "correction", 2, FIRST), ("amend", "correction", 2, SECOND)]
    )
    assert (standing(row).bill_id, standing(beside).bill_id) == (SECOND, FIRST)


def test_a_company_that_accepts_after_all_settles_it_and_the_row_stands_on_its_list_again() -> None:
    row = household(opened(), 1)
    introduced()
    gas = caller()
    listed = fresh(row).release_id
    says(gas, row)

    says(gas, row, "", key="a" * 16)

    back = fresh(row)
    assert (back.state, back.release_id, back.returned_reason) == ("released", listed, "")
    assert corrections(row) == [("gas", NOT_FOUND, "accepted")]


def test_a_row_that_somebody_began_to_mend_goes_its_way_though_the_company_accepts() -> None:
    row = household(opened(), 1)
    introduced()
    says(caller(), row)
    mended(row, gas_bill=SECOND)
    says(caller(), row, "", key="a" * 16)
    assert fresh(row).state == "collected"


def test_looked_for_again_it_is_opened_once() -> None:
    row = household(opened(), 1)
    introduced()
    says(caller(), row)
    open_corrections(actor=SYSTEM, at=LATER)
    assert corrections(row) == [("gas", NOT_FOUND, "")]
    assert fresh(row).returned_at == NOW


def test_a_look_at_all_feeds_finds_what_the_event_did_not_bring(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    row = household(opened(), 1)
    introduced()
    with monkeypatch.context() as without:
        without.setattr(outbox, "_reactions", {})
        says(caller(), row)
    assert corrections(row) == []
    open_corrections(actor=SYSTEM, at=LATER)
    assert corrections(row) == [("gas", NOT_FOUND, "")]


def test_a_rejection_of_an_older_version_asks_nobody() -> None:
    row = household(opened(), 1)
    introduced()
    says(caller(), row, "rjct.version.stale")
    assert (corrections(row), fresh(row).state) == ([], "released")


@pytest.mark.parametrize("kind", sorted(NOTICE_WORDS))
def test_a_notice_opens_a_correction_and_what_it_says_is_never_applied(kind: str) -> None:
    made = opened()
    row = household(made, 1)
    introduced()
    gas = caller()
    notices(gas, row, kind, new_bill_id=SECOND)
    assert corrections(row) == [("gas", kind, "")]
    assert NOTICE_WORDS[kind] in fresh(row).returned_reason
    assert standing(row).bill_id == FIRST
    with acting(OPERATOR, NOW):
        assert Correction.objects.get().new_bill_id == SECOND


def test_an_accepted_receipt_answers_no_notice_and_an_amend_does() -> None:
    made = opened()
    row = household(made, 1)
    introduced()
    gas = caller()
    notices(gas, row, "bill_id_changed", new_bill_id=SECOND)
    says(gas, row, "")
    assert corrections(row) == [("gas", "bill_id_changed", "")]
    mended(row, gas_bill=SECOND)
    went_up(made)
    assert corrections(row) == [("gas", "bill_id_changed", "amended")]
    with acting(OPERATOR, NOW):
        assert CompanyNotice.objects.get().settled_at == LATER


def test_a_notice_that_comes_when_the_row_is_approved_sends_it_back_once_more() -> None:
    """It is not settled by a list whose collector never saw it."""
    made = opened()
    row = household(made, 1)
    introduced()
    gas = caller()
    says(gas, row)
    mended(row, gas_bill=SECOND)
    went_up(made)
    with time_machine.travel(LATER, tick=False):
        notices(caller(at=LATER), row, "occupant_left")
    assert corrections(row)[1:] == [("gas", "occupant_left", "")]
    assert fresh(row).state == "returned"


def test_a_death_ends_what_was_to_be_mended() -> None:
    row = household(opened(), 1)
    introduced()
    says(caller(), row)
    on = date(2026, 11, 23)
    record_death(actor=OPERATOR, at=NOW, person_id=row.person_id, on=on, evidence="گواهی ۱۲")
    deliver()
    assert corrections(row) == [("gas", NOT_FOUND, "ended")]
    assert fresh(row).state == "leaving"


def test_a_closed_campaign_gives_no_row_back() -> None:
    made = opened()
    row = household(made, 1)
    introduced()
    with acting(OPERATOR, NOW):
        type(made).objects.update(closed_at=NOW)
    says(caller(), row)
    assert corrections(row) == [("gas", NOT_FOUND, "")]
    assert fresh(row).state == "released"


def test_nobody_waits_for_what_a_company_sent_back() -> None:
    """A late row of another centre goes up and onto the next list; the correction comes later."""
    made = opened()
    row = household(made, 1)
    introduced()
    says(caller(), row)
    late = household(made, 2, state="collected")
    went_up(made)
    assert (fresh(late).state, fresh(row).state) == ("released", "returned")
    assert told(caller())[-1] == ("grant", "new_cover", 1, bill_id(2, "gas", "307"))


def test_without_its_correction_a_row_that_came_back_would_stop_the_next_list() -> None:
    """The control."""
    made = opened()
    row = household(made, 1)
    introduced()
    says(caller(), row)
    with acting(OPERATOR, NOW):
        Correction.objects.all().delete()
    household(made, 2, state="collected")
    with pytest.raises(ApprovalBlocked, match=r"approval\.blocked"):
        went_up(made)


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("rjct.occupant.other_cover_exists", "company.other_cover"),
        ("rjct.connection.shared", "company.shared"),
    ],
)
def test_a_rejection_that_casts_doubt_enters_the_register_once(said: str, kind: str) -> None:
    made = opened()
    row = household(made, 1)
    introduced()
    says(caller(), row, said)
    open_corrections(actor=SYSTEM, at=LATER)
    assert suspicions() == [(kind, FIRST, "open", row.pk)]
    mended(row, gas_bill=SECOND)
    assert suspicions() == [(kind, FIRST, "open", row.pk)]
    assert "bill_id.taken" not in fresh(row).flags
    with pytest.raises(ApprovalBlocked):
        went_up(made)
    clear(made, "unfounded")
    open_corrections(actor=SYSTEM, at=LATER)
    signed(made)
    assert told(caller())[-1] == ("amend", "correction", 2, SECOND)
    assert [state for _, _, state, _ in suspicions()] == ["cleared"]


@pytest.mark.parametrize("kind", ["use_changed", "duplicate_with_other_body", "became_shared"])
def test_a_notice_that_casts_doubt_enters_the_register(kind: str) -> None:
    row = household(opened(), 1)
    introduced()
    notices(caller(), row, kind)
    found = [(FIRST, "open", row.pk)] if kind in SUSPICIONS else []
    assert [each[1:] for each in suspicions()] == found


def test_a_suspicion_that_is_confirmed_ends_the_exemption() -> None:
    made = opened()
    row = household(made, 1)
    introduced()
    says(caller(), row, "rjct.occupant.other_cover_exists")
    mended(row)
    (key,) = candidate_keys()
    people = [row.national_id]
    confirm_candidate(actor=DIRECTOR, at=LATER, code=made.code, key=key, national_ids=people)
    went_up(made)
    assert told(caller())[-1] == ("revoke", "duplicate_cover", 2, None)


def test_what_a_company_said_is_cleared_on_grounds_of_its_own() -> None:
    made = opened()
    row = household(made, 1)
    introduced()
    says(caller(), row, "rjct.connection.shared")
    with pytest.raises(ViolationUnknownWhy):
        clear(made, "same_household")
