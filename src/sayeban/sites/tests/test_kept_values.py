"""What the audit kept of a command is said in Persian words."""

import pytest

from sayeban.sites.kept_words import KeptWords

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("places")]


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("unit", "0701", "شهرستان آباده"),
        ("without", "['0701']", "شهرستان آباده"),
        ("until", "2026-11-24", "۳ آذر ۱۴۰۵"),
        ("is_done", "True", "بله"),
        ("utilities", ["gas", "water"], "گاز، آب"),
        ("weekdays", [4, 3], "جمعه، پنجشنبه"),
        ("post", "county_head", "رئیس شهرستان"),
        ("closed_at", "2026-11-24T08:00:00+00:00", "۳ آذر ۱۴۰۵، ساعت ۱۱:۳۰"),
        ("days", "12", "۱۲"),
        ("code", "c1405", "c1405"),
        ("closed_by", None, "—"),
        ("user_id", 999_999, "999999"),
        ("opened_by", "", "—"),
        ("why", "same_household", "هر دو ردیف از یک خانوارند"),
        ("answer", "2026-13-45", "2026-13-45"),
        ("answer", "2026-11-24T99:00:00Z", "2026-11-24T99:00:00Z"),
        ("answer", "9999-12-31T23:59:59Z", "9999-12-31T23:59:59Z"),
    ],
)
def test_kept_values_are_said_in_words(name: str, value: object, words: str) -> None:
    assert KeptWords.of([(name, value)]).say(name, value) == words
