"""Merkle trees: each leaf can be proved, and nothing else can."""

import hashlib
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from sayeban.audit import merkle

records = st.lists(st.binary(max_size=40), min_size=1, max_size=70)


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
    leaves = [merkle.leaf(each) for each in kept]
    assert merkle.root(leaves) == by_definition(leaves)


@given(records, st.data())
def test_each_leaf_is_proved_and_a_changed_one_never(
    kept: list[bytes], data: st.DataObject
) -> None:
    leaves = [merkle.leaf(each) for each in kept]
    index = data.draw(st.integers(0, len(leaves) - 1))
    under, siblings = merkle.root(leaves), merkle.proof(leaves, index)

    def shown(of: bytes, at: int = index, by: Sequence[bytes] = siblings) -> bool:
        return merkle.proves(by, of=of, index=at, size=len(leaves), under=under)

    assert shown(leaves[index])
    changed = data.draw(st.binary(max_size=40).filter(lambda each: each != kept[index]))
    assert not shown(merkle.leaf(changed))
    for wrong in (-1, len(leaves), len(leaves) + 1):
        assert not shown(leaves[index], at=wrong)
    assert not shown(leaves[index], by=[*siblings, under])


@given(records, st.data())
def test_another_list_has_another_root(kept: list[bytes], data: st.DataObject) -> None:
    leaves = [merkle.leaf(each) for each in kept]
    at = data.draw(st.integers(0, len(leaves) - 1))
    fresh = merkle.leaf(data.draw(st.binary(min_size=41, max_size=50)))
    whole = merkle.root(leaves)
    assert merkle.root([*leaves[:at], fresh, *leaves[at + 1 :]]) != whole
    assert merkle.root([*leaves[:at], fresh, *leaves[at:]]) != whole
    assert merkle.root([*leaves[:at], *leaves[at + 1 :]]) != whole


def test_a_node_never_passes_for_a_leaf() -> None:
    leaves = [merkle.leaf(b"a"), merkle.leaf(b"b")]
    assert merkle.root([merkle.leaf(b"".join(leaves))]) != merkle.root(leaves)


def test_the_known_roots_of_the_standard() -> None:
    assert merkle.root([]).hex().startswith("e3b0c442")
    assert merkle.root([merkle.leaf(b"")]).hex().startswith("6e340b9c")
