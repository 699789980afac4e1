"""Public keys of programs, by which they sign what they send."""

import base64

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key


class KeyInvalidError(ValueError):
    """What was given is no Ed25519 public key."""


def read_key(written: str) -> str:
    """A public key as it is kept: the base64 of its 32 bytes; given so or as PEM."""
    text = written.strip()
    try:
        if text.startswith("-----BEGIN"):
            key = load_pem_public_key(text.encode())
            if not isinstance(key, Ed25519PublicKey):
                raise KeyInvalidError
            raw = key.public_bytes_raw()
        else:
            raw = base64.b64decode(text, validate=True)
            Ed25519PublicKey.from_public_bytes(raw)
    except (ValueError, UnsupportedAlgorithm) as error:
        raise KeyInvalidError from error
    return base64.b64encode(raw).decode()
