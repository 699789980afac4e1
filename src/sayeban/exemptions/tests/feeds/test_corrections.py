"""What a company sends back comes to its centre, and returns mended (issue 4 section 3)."""

import pytest

from sayeban.exemptions.tests.feeds.correcting import (
    GAS,
    OTHER_GAS,
    POWER,
    caller,
    corrections,
    deliver,
    household,
    introduced,
    mended,
    opened,
    says,
    told,
    went_up,
)
from sayeban.exemptions.tests.ladder import fresh
from sayeban.exemptions.tests.makers import bill_id

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
