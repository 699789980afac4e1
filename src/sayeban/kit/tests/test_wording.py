"""A sentence that several conditions give is said once, where it first stood."""

from sayeban.kit.wording import said_once


def test_what_comes_again_is_left_out_and_the_order_stays() -> None:
    assert said_once(["ب", "الف", "ب", "پ", "الف"]) == ("ب", "الف", "پ")
    assert said_once(iter([("ب", 1), ("ب", 2), ("ب", 1)])) == (("ب", 1), ("ب", 2))
    assert said_once([]) == ()
