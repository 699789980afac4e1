"""Keys of the installation: the signature of lists and packages, the pseudonyms of households.

Both live in the folder keys of the installation's home, are made on first use and readable by
their owner alone. Nothing that lies beside a package is ever trusted as a key. No Django here: a
package is verified where no database is.
"""

import base64
import hashlib
import hmac
import json
import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from tempfile import mkstemp

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)

from sayeban.kit.canonical import canonical

_SIGNING = Path("keys/signing.pem")
_HOUSEHOLDS = Path("keys/households.key")
_GROUP = 4


def _made_once(path: Path, fresh: bytes) -> bytes:
    """The key file, with `fresh` as its content if there is none yet; the first writer wins."""
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, draft = mkstemp(dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(fresh)
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            os.unlink(draft)
    return path.read_bytes()


def signing_key(home: Path, path: Path = _SIGNING) -> Ed25519PrivateKey:
    """The installation's own key of one purpose, that of lists; drawn on first use."""
    fresh = Ed25519PrivateKey.generate().private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
    )
    key = load_pem_private_key(_made_once(home / path, fresh), password=None)
    assert isinstance(key, Ed25519PrivateKey)
    return key


def installed_key(home: Path) -> Ed25519PublicKey | None:
    """The public half of the installation's key; None where none was ever drawn."""
    return signing_key(home).public_key() if (home / _SIGNING).exists() else None


def public_key(content: bytes) -> Ed25519PublicKey | None:
    """The Ed25519 public key in the text of a PEM file, None when there is none in it."""
    try:
        key = load_pem_public_key(content)
    except ValueError:
        return None
    return key if isinstance(key, Ed25519PublicKey) else None


def pem(key: Ed25519PublicKey) -> str:
    """A public key as the PEM file that companies are given once."""
    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


def fingerprint(key: Ed25519PublicKey) -> str:
    """sha256 of the public key (DER) in groups of four, to be compared by eye or by phone."""
    digest = hashlib.sha256(
        key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    ).hexdigest()
    return " ".join(digest[i : i + _GROUP] for i in range(0, len(digest), _GROUP))


def sign(home: Path, content: bytes) -> str:
    """Detached Ed25519 signature in base64."""
    return base64.b64encode(signing_key(home).sign(content)).decode()


def seal(home: Path, statement: Mapping[str, object]) -> str:
    """A statement with its signature: base64 of the canonical JSON, a dot, the signature."""
    content = canonical(statement)
    return f"{base64.b64encode(content).decode()}.{sign(home, content)}"


def opened(key: Ed25519PublicKey, sealed: str) -> dict[str, object] | None:
    """What a sealed statement says, None unless this key signed it."""
    content, _, signature = sealed.partition(".")
    try:
        stated = base64.b64decode(content, validate=True)
    except ValueError:
        return None
    if not signed_by(key, stated, signature):
        return None
    found: dict[str, object] = json.loads(stated)
    return found


def signed_by(key: Ed25519PublicKey, content: bytes, signature: str) -> bool:
    """Whether `signature` (base64) is this key's over exactly this content."""
    try:
        key.verify(base64.b64decode(signature, validate=True), content)
    except (InvalidSignature, ValueError):
        return False
    return True


def households_key(home: Path) -> bytes:
    """The secret of the household pseudonyms."""
    return _made_once(home / _HOUSEHOLDS, secrets.token_bytes(32))


def household_ref(key: bytes, company: str, household_id: str) -> str:
    """The household's pseudonym for one company: other companies get another one (P4)."""
    return hmac.digest(key, f"{company}|{household_id}".encode(), "sha256").hex()[:32]
