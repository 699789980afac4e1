"""Merkle trees as RFC 6962 builds them: leaves and nodes are hashed with different prefixes.

Pure: bytes in, bytes out. Every hash is SHA-256 (32 bytes).
"""

import hashlib
from collections.abc import Sequence

SIZE = 32


def leaf(record: bytes) -> bytes:
    """The hash of one record; no node has the same."""
    return hashlib.sha256(b"\x00" + record).digest()


def root(leaves: Sequence[bytes]) -> bytes:
    """The hash over all leaves in their order; of none, the hash of nothing."""
    if not leaves:
        return hashlib.sha256().digest()
    level = list(leaves)
    while len(level) > 1:
        level = _above(level)
    return level[0]


def proof(leaves: Sequence[bytes], index: int) -> list[bytes]:
    """What shows that leaf `index` is in the tree: its siblings from below."""
    found, level = [], list(leaves)
    while len(level) > 1:
        if index ^ 1 < len(level):
            found.append(level[index ^ 1])
        level, index = _above(level), index // 2
    return found


def proves(siblings: Sequence[bytes], *, of: bytes, index: int, size: int, under: bytes) -> bool:
    """Whether leaf `of` is number `index` of the `size` leaves under a root (RFC 9162 2.1.3.2)."""
    if not 0 <= index < size:
        return False
    here, last, found = index, size - 1, of
    for sibling in siblings:
        if last == 0:
            return False
        if here % 2 or here == last:
            found = _node(sibling, found)
            while not here % 2 and here:
                here, last = here // 2, last // 2
        else:
            found = _node(found, sibling)
        here, last = here // 2, last // 2
    return last == 0 and found == under


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def _above(level: Sequence[bytes]) -> list[bytes]:
    """A node that is alone at the end of its level rises as it is."""
    paired = [_node(*level[i : i + 2]) for i in range(0, len(level) - 1, 2)]
    return paired + list(level[len(paired) * 2 :])
