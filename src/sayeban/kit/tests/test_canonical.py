"""One document has one spelling, however it was written."""

import pytest

from sayeban.kit.canonical import canonical, fingerprint


def test_the_order_of_keys_does_not_count() -> None:
    assert canonical({"b": [1, 2], "a": "سن"}) == '{"a":"سن","b":[1,2]}'.encode()
    assert fingerprint({"a": 1, "b": 2}) == fingerprint({"b": 2, "a": 1})


@pytest.mark.parametrize("other", [{"a": [2, 1]}, {"a": ["1", 2]}, {"a": [1, 2], "b": None}])
def test_what_says_something_else_differs(other: object) -> None:
    assert fingerprint({"a": [1, 2]}) != fingerprint(other)
