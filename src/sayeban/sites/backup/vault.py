"""age: streams and archives that only the holder of the key opens (promises.md P4).

A backup needs the public half alone, so a stolen server opens none of its backups. The files are
plain age: `age -d -i KEY FILE` opens them without us.
"""

import hashlib
import os
import shutil
import tarfile
import zlib
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Protocol

from pyrage import DecryptError, IdentityError, RecipientError, decrypt_io, encrypt_io
from pyrage.x25519 import Identity, Recipient

from sayeban.sites.backup.refusals import KeyExists, KeyUnreadable, NoKey, WrongKey

_CHUNK = 1024 * 1024


class Reader(Protocol):
    """What bytes are read from."""

    def read(self, size: int = -1, /) -> bytes:
        """At most `size` bytes; none at the end."""
        ...


@dataclass(frozen=True, slots=True)
class Sealed:
    """A file as it lies on the disk: what anybody can check without the key."""

    sha256: str
    size: int


def new_key(secret: Path, public: Path) -> str:
    """Write a fresh key, readable by its owner alone, and its public half; gives the latter.

    The public half counts only when the secret one is on its disk and was read back: backups to
    a key that nobody has would open to nobody. Refuses backup.key_exists, backup.key_unreadable.
    """
    drawn = Identity.generate()
    said = str(drawn.to_public())
    try:
        handle = os.open(secret, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        raise KeyExists(name=secret.name) from None
    with os.fdopen(handle, "w") as file:
        file.write(f"# public key: {said}\n{drawn}\n")
        file.flush()
        os.fsync(file.fileno())
    _sync_folder(secret.parent)
    if str(identity(secret).to_public()) != said:
        raise KeyUnreadable(name=secret.name)
    public.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    public.write_text(f"{said}\n")
    return said


def _sync_folder(folder: Path) -> None:
    """Have the names in a folder on the disk."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def recipient(public: Path) -> Recipient:
    """The public half that a home keeps. Refuses backup.no_key, backup.key_unreadable."""
    if not public.exists():
        raise NoKey
    try:
        return Recipient.from_str(public.read_text().strip())
    except RecipientError:
        raise KeyUnreadable(name=public.name) from None


def identity(secret: Path) -> Identity:
    """The key in a file. Refuses backup.key_unreadable."""
    lines = secret.read_bytes().decode(errors="replace").splitlines()
    for line in lines:
        if line.startswith("AGE-SECRET-KEY-"):
            try:
                return Identity.from_str(line.strip())
            except IdentityError:
                break
    raise KeyUnreadable(name=secret.name)


def seal(source: Reader, target: Path, to: Recipient) -> None:
    """Encrypt a stream into a file that is on the disk when this returns."""
    with target.open("xb") as file:
        encrypt_io(source, file, [to])
        file.flush()
        os.fsync(file.fileno())


def sealed(path: Path) -> Sealed:
    """What a file is now."""
    with path.open("rb") as file:
        return Sealed(hashlib.file_digest(file, "sha256").hexdigest(), path.stat().st_size)


def seal_files(members: Iterable[tuple[str, Path]], target: Path, to: Recipient) -> None:
    """Encrypt an archive of files, each under its name in the archive."""
    reading, writing = os.pipe()
    with ThreadPoolExecutor(1) as aside, open(reading, "rb") as source:
        packing = aside.submit(_pack, members, writing)
        seal(Compressed(source), target, to)
        packing.result()


def unseal(path: Path, with_key: Identity) -> bytes:
    """The content of a small file. Refuses backup.wrong_key."""
    with _opened(path, with_key) as source:
        return source.read()


def unseal_files(path: Path, with_key: Identity, into: Path) -> None:
    """Write the files of an archive below a folder. Refuses backup.wrong_key."""
    with (
        _opened(path, with_key) as source,
        tarfile.open(fileobj=source, mode="r|gz") as archive,
    ):
        for member in archive:
            _write(archive, member, into)


class Compressed:
    """A stream, packed as it is read (gzip)."""

    def __init__(self, source: Reader) -> None:
        self._source, self._packer, self._ended = source, zlib.compressobj(1, wbits=31), False
        self._ready = b""

    def read(self, size: int = -1, /) -> bytes:
        """Packed bytes, at most `size`."""
        while not self._ready and not self._ended:
            chunk = self._source.read(_CHUNK)
            self._ended = not chunk
            self._ready = self._packer.compress(chunk) if chunk else self._packer.flush()
        size = len(self._ready) if size < 0 else size
        given, self._ready = self._ready[:size], self._ready[size:]
        return given


def _pack(members: Iterable[tuple[str, Path]], writing: int) -> None:
    with (
        open(writing, "wb") as target,
        tarfile.open(fileobj=target, mode="w|") as archive,
    ):
        for name, path in members:
            # A file may be forgotten while the archive is written.
            with suppress(FileNotFoundError):
                archive.add(path, name, recursive=False)


@contextmanager
def _opened(path: Path, with_key: Identity) -> Iterator[IO[bytes]]:
    """The decrypted stream; a wrong key shows when it is read to the end or breaks off."""
    reading, writing = os.pipe()
    with ThreadPoolExecutor(1) as aside, open(reading, "rb") as source:
        opening = aside.submit(_open, path, with_key, writing)
        try:
            yield source
            while source.read(_CHUNK):
                pass
        except (tarfile.ReadError, EOFError):
            opening.result()
            raise
        opening.result()


def _open(path: Path, with_key: Identity, writing: int) -> None:
    with path.open("rb") as file, open(writing, "wb") as target:
        try:
            decrypt_io(file, target, [with_key])
        except DecryptError:
            raise WrongKey(name=path.parent.name) from None


def _write(archive: tarfile.TarFile, member: tarfile.TarInfo, into: Path) -> None:
    """One file or folder; the archive's owners, links and ways out of the folder are not taken."""
    path = into / member.name
    if member.name.startswith("/") or ".." in path.parts or not (member.isfile() or member.isdir()):
        raise tarfile.ReadError(f"{member.name} does not belong into a backup")
    if member.isdir():
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        return
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    content = archive.extractfile(member)
    assert content
    with path.open("wb") as file:
        shutil.copyfileobj(content, file, _CHUNK)
    path.chmod(0o600)
    os.utime(path, (member.mtime, member.mtime))
