"""Merkle trees: each leaf can be proved, and nothing else can."""

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from sayeban.audit import merkle

records = st.lists(st.binary(max_size=40), min_size=1, max_size=70)


def leaf(record: bytes) -> bytes:
    """As the database makes it."""
    return hashlib.sha256(b"\x00" + record).digest()


def by_definition(leaves: list[bytes]) -> bytes:
    """RFC 6962 2.1 word for word: split at the largest power of two below the size."""
    if len(leaves) == 1:
        return leaves[0]
    at = 1
    while at * 2 < len(leaves):
        at *= 2
    left, right = by_definition(leaves[:at]), by_definition(leaves[at:])
    return hashlib.sha256(b"\x01" + left + right).digest()


@given(records)
def test_the_root_is_that_of_the_standard(kept: list[bytes]) -> None:
    leaves = [leaf(each) for each in kept]
    assert merkle.root(leaves) == by_definition(leaves)


@given(records, st.data())
def test_another_list_has_another_root(kept: list[bytes], data: st.DataObject) -> None:
    leaves = [leaf(each) for each in kept]
    at = data.draw(st.integers(0, len(leaves) - 1))
    fresh = leaf(data.draw(st.binary(min_size=41, max_size=50)))
    whole = merkle.root(leaves)
    assert merkle.root([*leaves[:at], fresh, *leaves[at + 1 :]]) != whole
    assert merkle.root([*leaves[:at], fresh, *leaves[at:]]) != whole
    assert merkle.root([*leaves[:at], *leaves[at + 1 :]]) != whole


def test_a_node_never_passes_for_a_leaf() -> None:
    leaves = [leaf(b"a"), leaf(b"b")]
    assert merkle.root([leaf(b"".join(leaves))]) != merkle.root(leaves)


def test_the_known_roots_of_the_standard() -> None:
    assert merkle.root([]).hex().startswith("e3b0c442")
    assert merkle.root([leaf(b"")]).hex().startswith("6e340b9c")
