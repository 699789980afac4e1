"""Error rates by entry method and source, and what collected files had to leave out (A-103)."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from sayeban.exemptions.actions import record_sample as recording
from sayeban.exemptions.actions.draw_sample import draw_sample
from sayeban.exemptions.actions.record_sample import Finding, record_sample
from sayeban.exemptions.models import Campaign, Connection, Row, Upload
from sayeban.exemptions.reads.error_rates import ErrorRate
from sayeban.exemptions.reads.progress import Progress, progress
from sayeban.exemptions.reads.progress_table import error_tables, write_progress
from sayeban.exemptions.tests import makers
from sayeban.exemptions.tests.ladder import (
    CENTRE,
    COUNTY,
    COUNTY_EXPERT,
    FAR,
    NOW,
    OTHER_COUNTY,
    PROVINCE,
    SECOND,
    approved,
    collected,
    later,
    sign,
    world,
)
from sayeban.kit.units import Unit
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting, looking
from sayeban.sheets.public import read_workbook

pytestmark = pytest.mark.django_db


def seen(campaign: Campaign, unit: Unit | None = None) -> Progress:
    with looking(OPERATOR):
        return progress(campaign.code, unit, NOW + timedelta(days=1))


def entered(campaign: Campaign, **ways: tuple[str, str]) -> Row:
    """A row whose connection of each named utility came by (method, source)."""
    row = collected(campaign, CENTRE)
    for utility, (method, source) in ways.items():
        bill = makers.bill_id(row.pk, utility)
        makers.connection(row, utility, bill, entry_method=method, source=source)
    return row


def checked(campaign: Campaign) -> list[Row]:
    """Five rows of one centre; the first, typed from a slip and scanned from a bill, is wrong."""
    rows = [entered(campaign, gas=("typed", "paper_slip"), water=("scan", "bill_picture"))]
    rows += [entered(campaign, gas=("typed", "sms")) for _ in range(3)]
    rows += [entered(campaign)]
    nothing = {"connection_type": "none", "ready": False, "entry_method": "workbook"}
    makers.connection(rows[-1], "gas", "", **nothing)
    sign(campaign, CENTRE)
    approved(campaign, CENTRE)
    draw_sample(actor=COUNTY_EXPERT, at=later(1), code=campaign.code, unit=COUNTY)
    findings = [Finding(row.national_id, is_right=row is not rows[0]) for row in rows]
    record_sample(
        actor=COUNTY_EXPERT, at=later(2), code=campaign.code, unit=COUNTY, findings=findings
    )
    return rows


def counts(rates: tuple[ErrorRate, ...]) -> list[tuple[str, int, int]]:
    return [(rate.of, rate.checked, rate.wrong) for rate in rates]


def test_a_checked_row_counts_in_each_way_that_it_came() -> None:
    """A connection that does not exist came in no way."""
    campaign = world()
    checked(campaign)
    ways = seen(campaign).ways
    assert counts(ways["entry_method"]) == [("scan", 1, 1), ("typed", 4, 1)]
    assert counts(ways["source"]) == [("sms", 3, 0), ("bill_picture", 1, 1), ("paper_slip", 1, 1)]
    assert seen(campaign, OTHER_COUNTY).ways == {"entry_method": (), "source": ()}


def enter_again(rows: list[Row]) -> None:
    with acting(OPERATOR, NOW):
        Connection.objects.filter(row=rows[0]).update(entry_method="paste", source="app")


def test_a_row_that_is_entered_again_does_not_change_what_was_found() -> None:
    campaign = world()
    enter_again(checked(campaign))
    assert counts(seen(campaign).ways["entry_method"]) == [("scan", 1, 1), ("typed", 4, 1)]


def test_without_what_the_check_kept_nothing_could_be_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """The negative control of the tests above."""
    forgetful = recording._RECORD.replace("k.row_id = t.row_id AND", "false AND")
    monkeypatch.setattr(recording, "_RECORD", forgetful)
    campaign = world()
    checked(campaign)
    assert seen(campaign).ways == {"entry_method": (), "source": ()}


def sent(campaign: Campaign, unit: Unit, **reasons: int) -> None:
    with acting(OPERATOR, NOW):
        Upload.objects.create(
            campaign=campaign,
            file_name="w.xlsx",
            sha256="0" * 64,
            at=NOW,
            result={"reasons": {code.replace("__", "."): n for code, n in reasons.items()}},
            province=unit.province,
            county=unit.county,
            centre=unit.centre,
        )


def rejected(campaign: Campaign, unit: Unit | None) -> list[tuple[str, dict[str, int]]]:
    return [(str(each.unit), dict(each.reasons)) for each in seen(campaign, unit).rejects]


def test_left_out_rows_are_added_up_by_the_unit_below() -> None:
    campaign = world()
    sent(campaign, CENTRE, bill_id__length=2, row__conflict=1)
    sent(campaign, CENTRE, bill_id__length=1)
    sent(campaign, SECOND, date__invalid=1)
    sent(campaign, FAR)
    assert rejected(campaign, None) == [
        ("07", {"row.conflict": 1, "bill_id.length": 3, "date.invalid": 1})
    ]
    assert rejected(campaign, COUNTY) == [
        ("centre:7011", {"row.conflict": 1, "bill_id.length": 3}),
        ("centre:7012", {"date.invalid": 1}),
    ]


def test_json_tells_rates_with_their_intervals_and_what_was_left_out() -> None:
    campaign = world()
    checked(campaign)
    sent(campaign, CENTRE, bill_id__length=2)
    told: dict[str, Any] = seen(campaign, PROVINCE).as_json()
    typed = {"entry_method": "typed", "checked": 4, "wrong": 1, "interval": [4.6, 69.9]}
    assert told["error_rates"]["entry_method"][1] == typed
    assert [each["source"] for each in told["error_rates"]["source"]] == [
        "sms",
        "bill_picture",
        "paper_slip",
    ]
    assert told["rejects"] == [{"unit": "0701", "reasons": {"bill_id.length": 2}}]


def test_the_workbook_has_a_sheet_of_each(tmp_path: Path) -> None:
    campaign = world()
    checked(campaign)
    sent(campaign, CENTRE, bill_id__length=2)
    figures = seen(campaign, COUNTY)
    write_progress(figures, tmp_path / "p.xlsx")
    assert [sheet.name for sheet in read_workbook(tmp_path / "p.xlsx")] == [
        "پیشرفت",
        "خطا به تفکیک روش ورود",
        "خطا به تفکیک منبع",
        "ردیف‌های پذیرفته‌نشده",
        "بی‌پاسخ شرکت‌ها",
        "همکاران موقت",
    ]
    header, rows = error_tables(figures)["خطا به تفکیک روش ورود"]
    assert dict(zip(header, rows[1], strict=True)) == {
        "روش ورود": "تایپ",
        "بررسی‌شده": 4,
        "نادرست": 1,
        "نرخ خطا": "۲۵٪",
        "بازهٔ ۹۵٪ از": "۴٫۶٪",
        "تا": "۶۹٫۹٪",
    }
