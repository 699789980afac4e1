"""Invented identifiers are right and nobody else's."""

import pytest

from sayeban.country.formats import bill_id
from sayeban.sites.demo_data.identifiers import SHARED_FILE_CODE, later_bill_id


@pytest.mark.parametrize("utility", ["water", "electricity", "gas"])
def test_a_meter_that_is_found_later_has_a_right_bill_of_its_own(utility: bill_id.Utility) -> None:
    bills = {later_bill_id(number, "307", utility) for number in range(50)}
    assert len(bills) == 50
    assert {bill_id.check(bill, utility) for bill in bills} == {None}
    assert min(int(bill[:8]) for bill in bills) > SHARED_FILE_CODE
