"""Findings of a sample come back by sheet or page; nothing wrong is taken."""

import polars as pl
import pytest

from sayeban.exemptions.actions.approve import return_rows
from sayeban.exemptions.actions.draw_sample import draw_sample
from sayeban.exemptions.actions.record_sample import (
    CheckerIsCollector,
    Finding,
    Recorded,
    SampleUnknownResult,
    SampleUnknownRow,
    findings_of,
    record_sample,
)
from sayeban.exemptions.models import Campaign, Row, SampleRow
from sayeban.exemptions.reads.sample_sheet import sample_sheet, sample_table
from sayeban.exemptions.tests import makers
from sayeban.exemptions.tests.ladder import (
    CENTRE,
    COUNTY,
    COUNTY_EXPERT,
    COUNTY_HEAD,
    NOW,
    OTHER_COUNTY,
    SECOND,
    WORKER,
    approved,
    collected,
    later,
    sign,
    world,
)
from sayeban.kit.units import Unit
from sayeban.runtime.actor import OPERATOR, Actor
from sayeban.runtime.context import acting
from sayeban.runtime.models import History
from sayeban.runtime.refusals import AccessDenied

pytestmark = pytest.mark.django_db


def sampled(rows: int = 2) -> tuple[Campaign, list[Row]]:
    """A campaign whose county has drawn every row of one centre."""
    campaign = world()
    made = [collected(campaign, CENTRE, address="خیابان بهار") for _ in range(rows)]
    sign(campaign, CENTRE)
    approved(campaign, CENTRE)
    draw_sample(actor=COUNTY_EXPERT, at=later(1), code=campaign.code, unit=COUNTY)
    return campaign, made


def record(
    campaign: Campaign,
    findings: list[Finding],
    actor: Actor = COUNTY_EXPERT,
    unit: Unit = COUNTY,
    minute: int = 2,
) -> Recorded:
    return record_sample(
        actor=actor, at=later(minute), code=campaign.code, unit=unit, findings=findings
    )


def test_a_finding_is_named_by_key_or_by_national_id() -> None:
    campaign, (first, second) = sampled()
    result = record(
        campaign,
        [
            Finding(str(first.key), is_right=True),
            Finding(second.national_id, is_right=False, note="قبض همسایه"),
        ],
    )
    assert (result.accepted, result.unchanged) == (2, 0)
    assert (result.strata[0].checked, result.strata[0].wrong) == (2, 1)
    with acting(OPERATOR, NOW):
        kept = SampleRow.objects.get(row=second)
    assert (kept.is_right, kept.note, kept.checked_by, kept.checked_at) == (
        False,
        "قبض همسایه",
        COUNTY_EXPERT.user_id,
        later(2),
    )


def test_the_same_findings_again_change_nothing() -> None:
    campaign, rows = sampled()
    findings = [Finding(row.national_id, is_right=True) for row in rows]
    record(campaign, findings)
    again = record(campaign, findings, minute=9)
    assert (again.accepted, again.unchanged) == (0, 2)
    assert again.as_json()["unchanged"] == 2
    with acting(OPERATOR, NOW):
        assert set(SampleRow.objects.values_list("checked_at", flat=True)) == {later(2)}


def test_a_corrected_finding_keeps_the_first_one_in_the_history() -> None:
    campaign, (row, _) = sampled()
    record(campaign, [Finding(row.national_id, is_right=False)])
    record(campaign, [Finding(row.national_id, is_right=True)])
    with acting(OPERATOR, NOW):
        (old,) = History.objects.filter(table_name="exemptions_samplerow")
    assert (old.old["is_right"], old.old["checked_by"]) == (False, COUNTY_EXPERT.user_id)


def test_a_row_that_was_not_drawn_is_refused_and_nothing_is_recorded() -> None:
    campaign, (row, _) = sampled()
    other = collected(campaign, SECOND)
    findings = [Finding(name, is_right=True) for name in (row.national_id, other.national_id)]
    with pytest.raises(SampleUnknownRow) as refused:
        record(campaign, findings)
    assert refused.value.details == {"count": 1}
    with acting(OPERATOR, NOW):
        assert not SampleRow.objects.exclude(is_right=None).exists()


def test_a_row_that_went_back_meanwhile_is_no_longer_in_the_sample() -> None:
    campaign, (row, _) = sampled()
    returns = [(row.national_id, "دلیل")]
    return_rows(actor=COUNTY_HEAD, at=NOW, code=campaign.code, unit=COUNTY, returns=returns)
    with pytest.raises(SampleUnknownRow):
        record(campaign, [Finding(row.national_id, is_right=True)])


def test_nobody_checks_what_he_collected() -> None:
    campaign, (row, _) = sampled()
    worker = makers.actor("county_expert", COUNTY, WORKER.user_id)
    with pytest.raises(CheckerIsCollector) as refused:
        record(campaign, [Finding(row.national_id, is_right=True)], worker)
    assert refused.value.code == "four_eyes"


def test_only_experts_of_the_office_record() -> None:
    campaign, (row, _) = sampled()
    findings = [Finding(row.national_id, is_right=True)]
    with pytest.raises(AccessDenied):
        record(campaign, findings, COUNTY_HEAD)
    with pytest.raises(AccessDenied):
        record(campaign, findings, unit=OTHER_COUNTY)


def frame(*lines: tuple[str, str | None, str | None]) -> pl.DataFrame:
    schema = {"national_id": pl.String, "result": pl.String, "note": pl.String}
    return pl.DataFrame(lines, schema=schema, orient="row")


def test_a_sheet_gives_findings_and_leaves_unchecked_rows_out() -> None:
    sheet = frame(
        ("9990000011", "درست", None), ("9990000021", " نادرست ", "بد"), ("9990000031", None, "")
    )
    assert findings_of(sheet) == [
        Finding("9990000011", is_right=True),
        Finding("9990000021", is_right=False, note="بد"),
    ]


def test_an_unreadable_result_refuses_the_sheet() -> None:
    sheet = frame(("9990000011", "درست", ""), ("9990000021", "شاید", ""))
    with pytest.raises(SampleUnknownResult) as refused:
        findings_of(sheet)
    assert refused.value.details == {"count": 1}


def test_lost_zeros_and_persian_digits_of_a_sheet_are_restored() -> None:
    campaign, (row, _) = sampled()
    persian = row.national_id.translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))
    assert record(campaign, findings_of(frame((persian, "درست", "")))).accepted == 1


def test_the_sample_sheet_shows_what_is_to_be_compared() -> None:
    campaign = world()
    row = collected(
        campaign,
        CENTRE,
        location="urban",
        postal_code="7391845612",
        mobile="+989121234567",
        bills={"gas": makers.bill_id(123, "gas")},
    )
    sign(campaign, CENTRE)
    approved(campaign, CENTRE)
    draw_sample(actor=COUNTY_EXPERT, at=later(1), code=campaign.code, unit=COUNTY)
    record(campaign, [Finding(row.national_id, is_right=False, note="اشتباه")])
    with acting(COUNTY_EXPERT, NOW):
        (line,) = sample_sheet(campaign.code, COUNTY)
    assert (line.national_id, line.unit, line.location) == (
        row.national_id,
        CENTRE,
        "دارای انشعاب شهری",
    )
    assert line.connections["gas"].bill_id == makers.bill_id(123, "gas")
    header, (cells,) = sample_table([line])
    shown = dict(zip(header, cells, strict=True))
    assert (shown["نتیجه"], shown["نوع انشعاب گاز"], shown["توضیحات"]) == (
        "نادرست",
        "شخصی",
        "اشتباه",
    )
    assert shown["شماره همراه"] == "09121234567"
