"""Merkle trees as RFC 6962 builds them: leaves and nodes are hashed with different prefixes.

Leaves are made where the records are, in the database. Pure: bytes in, bytes out. Every hash is
SHA-256 (32 bytes).
"""

import hashlib
from collections.abc import Sequence

SIZE = 32


def root(leaves: Sequence[bytes]) -> bytes:
    """The hash over all leaves in their order; of none, the hash of nothing."""
    if not leaves:
        return hashlib.sha256().digest()
    level = list(leaves)
    while len(level) > 1:
        level = _above(level)
    return level[0]


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def _above(level: Sequence[bytes]) -> list[bytes]:
    """A node that is alone at the end of its level rises as it is."""
    paired = [_node(*level[i : i + 2]) for i in range(0, len(level) - 1, 2)]
    return paired + list(level[len(paired) * 2 :])
