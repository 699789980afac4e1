"""Check a package offline: the folder of one company, the copy of headquarters, or all of it.

Needs no database. The key comes from a file that the reader got in another way, or is the
installation's own; a key that lies in the checked folder is trusted never by itself, only where
the reader brings its fingerprint.
"""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from sayeban.country import text
from sayeban.exemptions.package.manifest import MANIFEST, SIGNATURE, sha256_of
from sayeban.exemptions.package.signing import (
    fingerprint,
    installed_key,
    opened,
    public_key,
    signed_by,
)
from sayeban.kit.refusals import Refusal

Manifest = dict[str, Any]


class PackageDiffers(Refusal):
    """A file is not the one that was signed, is missing, or was added."""

    code: ClassVar[str] = "package.differs"
    sentence: ClassVar[str] = (
        "فایل «{file}» آن نیست که امضا شده است. به این بسته تکیه نکنید و آن را دوباره بخواهید."
    )
    reference: ClassVar[str] = "A-135"


class PackageUnsigned(Refusal):
    """Manifest or signature is not there, so nothing can be checked."""

    code: ClassVar[str] = "package.unsigned"
    sentence: ClassVar[str] = (
        "در پوشهٔ «{folder}» فهرست فایل‌ها یا امضای آن نیست. پوشهٔ بسته را درست نشان دهید."
    )
    reference: ClassVar[str] = "A-135"


class KeyUnknown(Refusal):
    """There is no key to check with, or the package was signed with another one."""

    code: ClassVar[str] = "package.key_unknown"
    sentence: ClassVar[str] = (
        "این بسته با کلیدی که می‌شناسیم امضا نشده است. فایل کلید را از فرستنده، نه از درون بسته،"
        " بگیرید و با ‎--key بدهید (اثر انگشت کلید هم بس است)."
    )
    reference: ClassVar[str] = "A-135"


@dataclass(frozen=True, slots=True)
class Verified:
    """A package in which nothing differs. `rows` of a whole package are those of all companies."""

    campaign: str
    province: str
    list_no: int
    signer: str
    rows: int
    files: int
    fingerprint: str

    def as_json(self) -> dict[str, object]:
        """The answer for `--json`."""
        return {
            "verified": True,
            "campaign": self.campaign,
            "province": self.province,
            "list_no": self.list_no,
            "signer": self.signer,
            "rows": self.rows,
            "files": self.files,
            "fingerprint": self.fingerprint,
        }


def verify(folder: Path, *, key: str | Path | None, home: Path) -> Verified:
    """Check everything in `folder` against `key`, else the key of the installation.

    `key` is a PEM file outside of the folder, or a fingerprint as letters print it. Refuses
    package.unsigned, package.key_unknown and package.differs, which names the file.
    """
    if not (folder / MANIFEST).is_file():
        raise PackageUnsigned(folder=folder.name)
    trusted = _trusted(folder, key, home)
    manifest = _check_folder(folder, trusted, "")
    parts = [
        _check_folder(folder / name, trusted, f"{name}/") for name in manifest.get("parts", [])
    ]
    return Verified(
        campaign=manifest["campaign"]["code"],
        province=manifest["province"]["code"],
        list_no=manifest["list_no"],
        signer=manifest["signer"],
        rows=sum(one["rows"] for one in parts or [manifest] if one["company"] or not parts),
        files=sum(len(one["files"]) for one in [manifest, *parts]),
        fingerprint=fingerprint(trusted),
    )


def _trusted(folder: Path, key: str | Path | None, home: Path) -> Ed25519PublicKey:
    if key is None:
        found = installed_key(home)
    elif printed := _fingerprint(str(key)):
        found = _pinned(folder, printed)
    elif Path(key).is_dir() or Path(key).resolve().is_relative_to(folder.resolve()):
        found = None
    else:
        found = public_key(Path(key).read_bytes())
    if found is None:
        raise KeyUnknown
    return found


def _fingerprint(typed: str) -> str:
    """The digits of a fingerprint, however they are grouped; "" for anything else."""
    digits = re.sub(r"[\s:-]", "", text.ascii_digits(typed)).lower()
    return digits if re.fullmatch("[0-9a-f]{64}", digits) else ""


def _pinned(folder: Path, printed: str) -> Ed25519PublicKey | None:
    """The key that the manifest names, where it is the one of this fingerprint."""
    try:
        named = json.loads((folder / MANIFEST).read_bytes())["public_key"]
        found = public_key(str(named).encode())
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return found if found and _fingerprint(fingerprint(found)) == printed else None


def _check_folder(folder: Path, key: Ed25519PublicKey, prefix: str) -> Manifest:
    """The manifest of one folder after its signature and each of its files were checked."""
    manifest = _signed_manifest(folder, key, prefix)
    for file in manifest["files"]:
        path = folder / file["path"]
        if not path.is_file() or path.stat().st_size != file["bytes"]:
            raise PackageDiffers(file=prefix + file["path"])
        if sha256_of(path) != file["sha256"]:
            raise PackageDiffers(file=prefix + file["path"])
    expected = {MANIFEST, SIGNATURE, *manifest.get("parts", [])}
    expected |= {file["path"] for file in manifest["files"]}
    for path in sorted(folder.iterdir()):
        if path.name not in expected:
            raise PackageDiffers(file=prefix + path.name)
    _check_statement(manifest, key, prefix)
    return manifest


def _signed_manifest(folder: Path, key: Ed25519PublicKey, prefix: str) -> Manifest:
    try:
        content = (folder / MANIFEST).read_bytes()
        signature = (folder / SIGNATURE).read_text("utf-8", "replace").strip()
    except OSError as missing:
        raise PackageUnsigned(folder=folder.name) from missing
    if signed_by(key, content, signature):
        manifest: Manifest = json.loads(content)
        return manifest
    if _claimed_key(content) not in ("", fingerprint(key)):
        raise KeyUnknown
    raise PackageDiffers(file=prefix + MANIFEST)


def _claimed_key(content: bytes) -> str:
    """Which key the manifest says that it was signed with; good only for the words of a refusal."""
    try:
        return str(json.loads(content).get("key_fingerprint", ""))
    except (ValueError, AttributeError):
        return ""


def _check_statement(manifest: Manifest, key: Ed25519PublicKey, prefix: str) -> None:
    """The director-general's own signature: on this campaign, province, list and content."""
    stated = opened(key, manifest["release"])
    expected = {
        "campaign": manifest["campaign"]["code"],
        "province": manifest["province"]["code"],
        "list_no": manifest["list_no"],
    }
    if manifest.get("company", {}) is None:
        expected["content_sha256"] = manifest["sha256"]
    if stated is None or any(stated[name] != value for name, value in expected.items()):
        raise PackageDiffers(file=prefix + MANIFEST)
