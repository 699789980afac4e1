"""A refusal's sentence is Persian to the last digit, and its codes stay as they are."""

from typing import ClassVar

import pytest

from sayeban.kit.refusals import Refusal


class RowsWrong(Refusal):
    """A sample."""

    code: ClassVar[str] = "rows.wrong"
    sentence: ClassVar[str] = "{count} ردیف از {unit} نادرست است."


@pytest.mark.parametrize(
    ("count", "said"),
    [(3, "۳ ردیف از 0701 نادرست است."), (1200, "۱٬۲۰۰ ردیف از 0701 نادرست است.")],
)
def test_numbers_are_written_in_persian_digits_and_codes_as_they_are(count: int, said: str) -> None:
    refused = RowsWrong(count=count, unit="0701")
    assert refused.message == said
    assert refused.as_json() == {"refused": "rows.wrong", "message": said}
    assert refused.details == {"count": count, "unit": "0701"}
