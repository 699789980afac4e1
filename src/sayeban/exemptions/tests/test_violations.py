"""Reviewers clear or confirm violation candidates, each within the units below him."""

import pytest

from sayeban.accounts.models import User
from sayeban.exemptions.actions.clear_candidate import clear_candidate
from sayeban.exemptions.actions.confirm_candidate import confirm_candidate
from sayeban.exemptions.models import Campaign, Candidate, CandidateRow, Connection, Return, Row
from sayeban.exemptions.reads.violations import candidate_lines, violation_letter_data
from sayeban.exemptions.tests import makers
from sayeban.exemptions.tests.ladder import (
    CENTRE,
    COUNTY,
    COUNTY_EXPERT,
    COUNTY_HEAD,
    DEPUTY,
    DIRECTOR,
    FAR,
    HEAD,
    NOW,
    OTHER_HEAD,
    PROVINCE,
    SECOND,
    collected,
    fresh,
    later,
    state_of,
    suspicion,
    world,
)
from sayeban.exemptions.violation_refusals import (
    ViolationDecided,
    ViolationRowMissing,
    ViolationUnknown,
    ViolationUnknownRow,
    ViolationUnknownWhy,
)
from sayeban.kit.units import Unit
from sayeban.runtime.actor import OPERATOR, Actor
from sayeban.runtime.context import acting
from sayeban.runtime.refusals import AccessDenied

pytestmark = pytest.mark.django_db
HQ = Unit.hq()
BILL = makers.bill_id(123, "gas")


def suspected(place: Unit = COUNTY, **changed: object) -> tuple[Campaign, Candidate, Row, Row]:
    """Two complete rows of two centres with one gas bill, held by an open candidate."""
    campaign = world()
    elsewhere = SECOND if place == COUNTY else FAR
    first = collected(campaign, CENTRE, bills={"gas": BILL}, **changed)
    second = collected(campaign, elsewhere, bills={"gas": BILL}, **changed)
    return campaign, suspicion(campaign, [first, second], place, subject=BILL), first, second


def clear(
    campaign: Campaign, candidate: Candidate, actor: Actor = COUNTY_HEAD, **how: object
) -> int:
    given: dict[str, object] = {"why": "same_household"} | how
    return clear_candidate(
        actor=actor,
        at=later(1),
        code=campaign.code,
        key=str(candidate.pk),
        **given,  # type: ignore[arg-type]  # a test names what it needs
    )


def confirm(
    campaign: Campaign, candidate: Candidate, rows: list[Row], actor: Actor = COUNTY_HEAD
) -> Candidate:
    return confirm_candidate(
        actor=actor,
        at=later(1),
        code=campaign.code,
        key=str(candidate.pk),
        national_ids=[row.national_id for row in rows],
        reason="قبض همسایه",
    )


def again(candidate: Candidate) -> Candidate:
    with acting(OPERATOR, NOW):
        return Candidate.objects.get(pk=candidate.pk)


def test_same_household_just_clears_and_frees_both_rows() -> None:
    campaign, candidate, first, second = suspected()
    assert clear(campaign, candidate, reason="یک خانوارند") == 0
    decided = again(candidate)
    assert (decided.state, decided.why, decided.reason) == (
        "cleared",
        "same_household",
        "یک خانوارند",
    )
    assert (decided.decided_by, decided.decided_at) == (COUNTY_HEAD.user_id, later(1))
    assert [fresh(row).flags for row in (first, second)] == [[], []]
    assert state_of(first) == "collected"


def test_returned_sends_its_rows_back_even_approved_ones() -> None:
    campaign, candidate, first, second = suspected(state="centre_approved")
    assert clear(campaign, candidate, why="returned", reason="قبض را دوباره بگیرید") == 2
    for row in (first, second):
        back = fresh(row)
        assert (back.state, back.returned_reason) == ("returned", "قبض را دوباره بگیرید")
    with acting(OPERATOR, NOW):
        assert list(Return.objects.values_list("level", "by")) == [("county", 112)] * 2


def test_returned_may_name_the_rows() -> None:
    campaign, candidate, first, second = suspected()
    assert clear(campaign, candidate, why="returned", national_ids=[second.national_id]) == 1
    assert (state_of(first), state_of(second)) == ("collected", "returned")
    assert fresh(second).returned_reason == "برای اصلاح برگشت داده شد"


def test_a_released_row_is_never_sent_back() -> None:
    campaign, candidate, first, _ = suspected()
    with acting(OPERATOR, NOW):
        Row.objects.filter(pk=first.pk).update(state="released")
    assert clear(campaign, candidate, why="returned") == 1
    assert state_of(first) == "released"


def test_shared_makes_the_connections_shared_and_never_ready() -> None:
    campaign, candidate, first, second = suspected()
    assert clear(campaign, candidate, why="shared") == 2
    with acting(OPERATOR, NOW):
        found = Connection.objects.values_list("connection_type", "ready", "bill_id")
        assert list(found) == [("shared", False, BILL)] * 2
    for row in (first, second):
        judged = fresh(row)
        assert "connection.shared" in judged.flags
        assert "bill_id.taken" not in judged.flags
        assert (judged.state, judged.version, judged.changed_by) == ("collected", 2, 112)


def test_confirmed_against_one_row_frees_the_other() -> None:
    campaign, candidate, first, second = suspected()
    confirm(campaign, candidate, [first])
    decided = again(candidate)
    assert (decided.state, decided.reason) == ("confirmed", "قبض همسایه")
    with acting(OPERATOR, NOW):
        held = CandidateRow.objects.order_by("id").values_list("row_id", "is_confirmed")
        assert list(held) == [(first.pk, True), (second.pk, False)]
    assert fresh(second).flags == []


def test_confirmed_against_both_rows() -> None:
    campaign, candidate, first, second = suspected()
    confirm(campaign, candidate, [first, second])
    with acting(OPERATOR, NOW):
        assert CandidateRow.objects.filter(is_confirmed=True).count() == 2


def test_a_row_that_another_open_candidate_holds_keeps_its_mark() -> None:
    campaign, candidate, first, second = suspected()
    suspicion(campaign, [first], COUNTY, subject="another")
    clear(campaign, candidate)
    assert (fresh(first).flags, fresh(second).flags) == (["bill_id.taken"], [])


def test_a_confirmation_names_rows_of_the_candidate() -> None:
    campaign, candidate, first, _ = suspected()
    stranger = collected(campaign, CENTRE)
    with pytest.raises(ViolationUnknownRow) as refused:
        confirm(campaign, candidate, [first, stranger])
    assert refused.value.details == {"count": 1}
    with pytest.raises(ViolationRowMissing):
        confirm(campaign, candidate, [])
    with pytest.raises(ViolationUnknownRow):
        clear(campaign, candidate, why="returned", national_ids=[stranger.national_id])
    assert again(candidate).state == "open"


def test_a_ground_that_is_none_of_the_three_is_refused() -> None:
    campaign, candidate, _, _ = suspected()
    with pytest.raises(ViolationUnknownWhy):
        clear(campaign, candidate, why="corrected")


def test_a_decision_is_taken_once() -> None:
    campaign, candidate, first, _ = suspected()
    clear(campaign, candidate)
    with pytest.raises(ViolationDecided):
        confirm(campaign, candidate, [first])
    with pytest.raises(ViolationDecided):
        clear(campaign, candidate)


@pytest.mark.parametrize("key", ["x", "-1", "۱", "99999999", "9" * 30])
def test_an_unknown_key_is_refused(key: str) -> None:
    campaign, _, _, _ = suspected()
    with pytest.raises(ViolationUnknown):
        clear_candidate(actor=DEPUTY, at=NOW, code=campaign.code, key=key, why="same_household")


@pytest.mark.parametrize(
    ("place", "actor"),
    [
        (COUNTY, COUNTY_HEAD),
        (COUNTY, DIRECTOR),
        (COUNTY, DEPUTY),
        (PROVINCE, DIRECTOR),
        (PROVINCE, DEPUTY),
        (HQ, DEPUTY),
    ],
)
def test_a_reviewer_above_the_units_decides(place: Unit, actor: Actor) -> None:
    campaign, candidate, _, _ = suspected(place)
    clear(campaign, candidate, actor)
    assert again(candidate).state == "cleared"


@pytest.mark.parametrize(
    ("place", "actor"),
    [
        (COUNTY, HEAD),
        (COUNTY, COUNTY_EXPERT),
        (COUNTY, OTHER_HEAD),
        (PROVINCE, COUNTY_HEAD),
        (HQ, DIRECTOR),
        (HQ, makers.actor("hq_expert", HQ)),
    ],
)
def test_nobody_else_decides(place: Unit, actor: Actor) -> None:
    campaign, candidate, _, _ = suspected(place)
    with pytest.raises((AccessDenied, ViolationUnknown)):
        clear(campaign, candidate, actor)
    assert again(candidate).state == "open"


def test_each_reader_sees_the_candidates_of_his_places() -> None:
    campaign, candidate, first, _ = suspected(PROVINCE)
    with acting(DIRECTOR, NOW):
        (line,) = candidate_lines(campaign.code, "open")
    assert (line.key, line.place, line.subject) == (str(candidate.pk), PROVINCE, BILL)
    assert [(row.unit, row.utility, row.author) for row in line.rows] == [
        (CENTRE, "gas", 101),
        (FAR, "gas", 105),
    ]
    assert line.rows[0].national_id == first.national_id
    with acting(COUNTY_HEAD, NOW):
        assert candidate_lines(campaign.code, "open") == []


def test_the_letter_names_authors_and_decision() -> None:
    campaign, candidate, first, _ = suspected()
    with acting(OPERATOR, NOW):
        for number, name in ((101, "مریم نادری"), (112, "رضا کاظمی")):
            User.objects.create(id=number, username=f"user{number}", full_name=name, created_at=NOW)
    confirm(campaign, candidate, [first])
    with acting(DIRECTOR, NOW):
        letter = violation_letter_data(campaign.code, str(candidate.pk))
        (case,) = candidate_lines(campaign.code, "confirmed")
    assert (letter.decided_by, letter.reason, letter.decided_at) == (
        "رضا کاظمی",
        "قبض همسایه",
        later(1),
    )
    (accused,) = letter.rows
    assert (accused.national_id, accused.author, accused.utility) == (
        first.national_id,
        "مریم نادری",
        "gas",
    )
    assert letter.place == "شهرستان آباده"
    assert [row.is_confirmed for row in case.rows] == [True, False]


def test_there_is_no_letter_without_a_confirmed_case() -> None:
    campaign, candidate, _, _ = suspected()
    with acting(DIRECTOR, NOW), pytest.raises(ViolationUnknown):
        violation_letter_data(campaign.code, str(candidate.pk))
