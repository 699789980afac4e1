"""The target group of a campaign is a rule, frozen when the campaign is opened."""

from collections.abc import Iterable
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from django.db import ProgrammingError

from sayeban.accounts.public import Post
from sayeban.eligibility.models import Override
from sayeban.eligibility.public import rule_in_force, seed_rules
from sayeban.eligibility.tests.makers import in_force, leaf
from sayeban.eligibility.tests.makers import person as kept
from sayeban.exemptions.actions import rejudge as rejudging
from sayeban.exemptions.actions.load_workbook import load_workbook
from sayeban.exemptions.actions.open_campaign import TargetRuleUnknown, Terms, open_campaign
from sayeban.exemptions.actions.rejudge import rejudge, touch
from sayeban.exemptions.models import Campaign, Row
from sayeban.exemptions.reads.target import in_target, target_rule, why_outside
from sayeban.exemptions.rules import TARGETS
from sayeban.exemptions.target_rules import TARGET_RULES
from sayeban.exemptions.tests import makers
from sayeban.exemptions.tests.books import HEADERS, hq_book, line
from sayeban.exemptions.tests.makers import NOW
from sayeban.exemptions.tests.sheets_made import CENTRE
from sayeban.exemptions.tests.visiting import visitor
from sayeban.facts.public import seed_facts
from sayeban.kit.units import Unit
from sayeban.organisations.public import seed
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting

pytestmark = pytest.mark.django_db
STARTS = date(2026, 11, 22)
PERHAPS = (None, True, False)
AGED = leaf("old", "age", ">=", value=60) | {"no": "{fact} دارد.", "basis": "مادهٔ ۳"}


@pytest.fixture
def shipped(db: None) -> None:
    makers.places()
    with acting(OPERATOR, NOW):
        seed()
        seed_facts()
        seed_rules(TARGET_RULES.values(), NOW)


def opened(code: str = "c1405", **changed: Any) -> Campaign:
    terms = Terms(title="معافیت", starts=STARTS, **changed)
    return open_campaign(actor=OPERATOR, at=NOW, code=code, terms=terms)


def aged(**changed: Any) -> dict[str, Any]:
    """A rule about persons that reads what no row of a campaign holds."""
    return {
        **TARGET_RULES["recipients"],
        "code": "aged_clients",
        "title": "سالمندان",
        "tree": {"all": [TARGET_RULES["all"]["tree"]["all"][0], AGED]},
    } | changed


def judged(campaign: Campaign) -> dict[int, str]:
    with acting(OPERATOR, NOW):
        touch("SELECT id FROM exemptions_row", {})
        rejudge(campaign=campaign, today=NOW.date())
        return dict(Row.objects.filter(campaign=campaign).values_list("id", "aside"))


def loaded(
    campaign: Campaign, folder: Path, headers: tuple[str, ...], told: dict[int, str]
) -> object:
    """What is flagged of a workbook with one person a number and one cell for each."""
    lines = [line(makers.national_id(number), status=each) for number, each in told.items()]
    book = hq_book(folder / "a.xlsx", lines, headers=headers)
    hq = makers.actor("hq_expert", Unit.hq())
    result = load_workbook(actor=hq, at=NOW, code=campaign.code, path=book, report=lambda *_: None)
    assert result["accepted"] == len(told)
    return result["flagged"]


def asides(numbers: Iterable[int]) -> list[str]:
    with acting(OPERATOR, NOW):
        found = dict(Row.objects.values_list("national_id", "aside"))
    return [found[makers.national_id(number)] for number in numbers]


def as_before(target: str, transfer_recipient: bool | None, has_file: bool | None) -> str:
    """What stood in the code before there was a rule: whatever is unknown excludes nobody."""
    outside = (
        has_file is False
        or (target == "recipients" and transfer_recipient is False)
        or (target == "non_recipients" and transfer_recipient is True)
    )
    return "not_target_group" if outside else ""


@pytest.mark.parametrize("frozen", [False, True])
@pytest.mark.parametrize("target", TARGETS)
def test_the_shipped_rules_say_what_the_code_said(shipped: None, target: str, frozen: bool) -> None:
    campaign = opened(target=target) if frozen else makers.campaign(target=target)
    assert (campaign.target_rule_id is not None) == frozen
    wanted = {
        makers.row(campaign, CENTRE, transfer_recipient=gets, has_file=file).pk: as_before(
            target, gets, file
        )
        for gets, file in product(PERHAPS, PERHAPS)
    }
    assert judged(campaign) == wanted
    assert {"", "not_target_group"} == set(wanted.values())


def test_a_statement_without_the_rule_is_no_sql(
    shipped: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: nobody can judge and forget the rule."""
    campaign = makers.campaign()
    makers.row(campaign, CENTRE)
    monkeypatch.setattr(rejudging, "IN_TARGET", "@another")
    with pytest.raises(ProgrammingError):
        judged(campaign)


def test_the_version_of_the_first_day_judges_until_the_end(shipped: None) -> None:
    campaign = opened()
    with acting(OPERATOR, NOW):
        first = rule_in_force("campaign_recipients", STARTS)
    assert first is not None
    assert (campaign.target_rule_id, first.author, first.approver) == (first.pk, None, None)
    changed = {**TARGET_RULES["recipients"], "valid_from": "2026-11-01"}
    assert in_force(changed | {"tree": TARGET_RULES["all"]["tree"]}) == 2
    row = makers.row(campaign, CENTRE, transfer_recipient=False, has_file=True)
    assert judged(campaign) == {row.pk: "not_target_group"}
    later = opened("c2")
    newer = makers.row(later, CENTRE, transfer_recipient=False, has_file=True)
    assert (later.target_rule_id != first.pk, judged(later)) == (True, {newer.pk: ""})


def test_seeding_again_leaves_what_headquarters_wrote(shipped: None) -> None:
    in_force({**TARGET_RULES["all"], "valid_from": "2026-11-01", "title": "همه"})
    with acting(OPERATOR, NOW):
        seed_rules(TARGET_RULES.values(), NOW)
        found = rule_in_force("campaign_all_clients", STARTS)
    assert found is not None
    assert (found.number, found.title) == (2, "همه")


def test_another_rule_reads_kept_facts_and_the_unknown_stay(shipped: None) -> None:
    in_force(aged())
    campaign = opened(target_rule="aged_clients")
    rows = [makers.row(campaign, CENTRE, has_file=file) for file in (None, None, None, True, False)]
    for row, age in zip(rows, (70, 30, None, 30, 70), strict=True):
        kept(row.person_id, row.household_id, age=age, has_file=True)
    stranger = makers.row(campaign, CENTRE)
    asides = ["", "not_target_group", "", "not_target_group", "not_target_group", ""]
    assert [aside for _, aside in sorted(judged(campaign).items())] == asides
    with acting(OPERATOR, NOW):
        assert why_outside(campaign.code, rows[1].pk) == ("۳۰ سال دارد. (مادهٔ ۳)",)
        assert why_outside(campaign.code, stranger.pk) == ()


def test_what_a_row_holds_stands_before_the_kept_rows(shipped: None) -> None:
    in_force(aged())
    campaign = opened(target_rule="aged_clients")
    row = makers.row(campaign, CENTRE, has_file=False)
    kept(row.person_id, row.household_id, age=70, has_file=True)
    assert judged(campaign) == {row.pk: "not_target_group"}


def test_a_human_decision_stands_before_the_rule(shipped: None) -> None:
    campaign = opened()
    rows = [makers.row(campaign, CENTRE, transfer_recipient=False) for _ in range(2)]
    with acting(OPERATOR, NOW):
        assert campaign.target_rule is not None
        Override.objects.create(
            rule_id=campaign.target_rule.rule_id,
            subject_id=rows[0].person_id,
            outcome=True,
            reason="حکم دادگاه",
            document_id=1,
            decided_at=NOW,
            province="07",
        )
    assert judged(campaign) == {rows[0].pk: "", rows[1].pk: "not_target_group"}


def test_a_load_judges_by_facts_that_it_has_just_brought(shipped: None, tmp_path: Path) -> None:
    in_force(aged())
    campaign = opened(target_rule="aged_clients")
    headers = (*HEADERS[:-1], "تاریخ تولد")
    told = {1: "1380/01/01", 2: "1320/01/01", 3: ""}
    assert loaded(campaign, tmp_path, headers, told) == {"not_target_group": 1}
    assert asides(told) == ["not_target_group", "", ""]


def test_a_load_counts_and_sets_aside_by_the_rule(shipped: None, tmp_path: Path) -> None:
    headers = (*HEADERS[:-1], "مستمری‌بگیر")
    told = {1: "خیر", 2: "بله", 3: ""}
    assert loaded(opened(), tmp_path, headers, told) == {"not_target_group": 1}
    assert asides(told) == ["not_target_group", "", ""]


@pytest.mark.parametrize(
    "code", ["nobody", "campaign_houses", "late_rule"], ids=["none", "households", "later"]
)
def test_only_a_rule_about_persons_that_holds_is_chosen(shipped: None, code: str) -> None:
    size = leaf("size", "household_size", ">=", value=3)
    in_force(aged(code="campaign_houses", subject="household", tree=size))
    in_force(aged(code="late_rule", valid_from="2027-03-21"))
    with pytest.raises(TargetRuleUnknown):
        opened(target_rule=code)


def test_an_installation_without_the_rules_judges_as_shipped(db: None) -> None:
    makers.places()
    with acting(OPERATOR, NOW):
        seed()
        campaign = opened()
        assert campaign.target_rule is None
        assert target_rule(campaign).version.title == TARGET_RULES["recipients"]["title"]
        assert set(in_target(campaign).given.values()) == {True}


@pytest.mark.usefixtures("site")
def test_headquarters_chooses_the_rule_and_the_row_says_why(shipped: None) -> None:
    in_force(aged())
    headquarters = visitor("hq", Post.HQ_EXPERT, Unit.hq())
    assert "سالمندان" in headquarters.get("/campaigns/new/").content.decode()
    campaign = opened(target_rule="aged_clients")
    settings = headquarters.get(f"/campaigns/{campaign.code}/settings/").content.decode()
    assert "سالمندان، نسخهٔ ۱" in settings
    row = makers.row(campaign, CENTRE)
    kept(row.person_id, row.household_id, age=30, centre="7011")
    judged(campaign)
    worker = visitor("worker", Post.SOCIAL_WORKER, CENTRE)
    shown = worker.get(f"/campaigns/{campaign.code}/rows/{row.key}/").content.decode()
    assert "به گردآوری نیاز ندارد. ۳۰ سال دارد. (مادهٔ ۳)" in shown
