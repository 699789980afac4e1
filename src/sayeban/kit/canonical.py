"""The one spelling of a JSON document: what is signed, and by what two are told to be the same."""

import hashlib
import json


def canonical(document: object) -> bytes:
    """Sorted keys, no spaces, letters as they are; the same for the same content."""
    text = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode()


def fingerprint(document: object) -> str:
    """SHA-256 of it in hexadecimal."""
    return hashlib.sha256(canonical(document)).hexdigest()
