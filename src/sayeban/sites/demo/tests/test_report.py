"""A count that differs from the ledger stops the demo and is named."""

import io

import pytest

from sayeban.sites.demo.report import LedgerDiffers, Report


def test_equal_counts_pass_and_are_counted() -> None:
    report = Report(io.StringIO())
    report.same("load", {"rows": 3, "flagged": {"a": 1}}, {"rows": 3, "flagged": {"a": 1}})
    assert report.compared == 2


def test_what_is_not_there_is_zero() -> None:
    report = Report(io.StringIO())
    report.same("load", {"reasons": {"a": 0}}, {"flagged": {"b": 0}})
    with pytest.raises(LedgerDiffers):
        report.same("load", {"reasons": {"a": 1}}, {"flagged": {"b": 0}})


@pytest.mark.parametrize(
    "counted", [{"rows": 2}, {"rows": 3, "flagged": {"a": 1}}, {"rows": 3, "more": 1}, {}]
)
def test_any_other_count_is_refused_by_name(counted: dict[str, object]) -> None:
    with pytest.raises(LedgerDiffers, match="load"):
        Report(io.StringIO()).same("load", counted, {"rows": 3})


def test_a_step_prints_one_line_with_its_figures_and_seconds() -> None:
    out = io.StringIO()
    with Report(out).step("بارگذاری") as told:
        told["ردیف"] = 1234
    assert out.getvalue().startswith("✓ بارگذاری: ردیف ۱٬۲۳۴ (")
    assert out.getvalue().count("\n") == 1
