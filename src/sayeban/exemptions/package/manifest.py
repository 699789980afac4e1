"""What lies in a folder of a package, and the signature over that. No Django here.

manifest.json names each file with its bytes and sha256; manifest.sig is the detached Ed25519
signature of exactly the bytes of manifest.json, in base64.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from sayeban.exemptions.package.signing import sign

MANIFEST = "manifest.json"
SIGNATURE = "manifest.sig"


def sha256_of(path: Path) -> str:
    """The sha256 of a file, read in pieces."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def described(folder: Path, names: Sequence[str]) -> list[dict[str, object]]:
    """Each file as {path, bytes, sha256}, in the order given."""
    return [
        {
            "path": name,
            "bytes": (folder / name).stat().st_size,
            "sha256": sha256_of(folder / name),
        }
        for name in names
    ]


def write_manifest(folder: Path, home: Path, content: Mapping[str, object]) -> None:
    """Write manifest.json and its signature by the installation's key."""
    text = json.dumps(content, ensure_ascii=False, indent=2).encode() + b"\n"
    (folder / MANIFEST).write_bytes(text)
    (folder / SIGNATURE).write_text(sign(home, text) + "\n", "utf-8")
