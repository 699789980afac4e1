"""The files of one embedded PostgreSQL, and its settings.

home/pgdata        the data, 0700; a link where root has to hand it to another user
home/run           the folder of the socket, 0700; a link to a short one where home is too long
home/pgpass        the password of role `sayeban`, 0600
home/postgres.log  the server's log (beside the data), without statements and row values
home/ballast       room to be given back when the disk is full (beside the data)
home/embedded.lock held while anybody starts, stops or resets
"""

import hashlib
import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sayeban.sites.embedded_programs import SystemUser

PORT = 5432
SOCKET_NAME = f".s.PGSQL.{PORT}"
# sun_path holds 108 bytes and a closing zero.
MAX_SOCKET_PATH = 107
# Data of root's server below a folder that its unprivileged user can enter.
FOR_OTHER_USERS = Path("/var/lib/sayeban")
MB = 1024 * 1024
FIRST_SUMMARISING = 17


@dataclass(frozen=True)
class Files:
    """Paths of the server of `home` (absolute)."""

    home: Path

    @property
    def data(self) -> Path:
        return (self.home / "pgdata").resolve()

    @property
    def log(self) -> Path:
        return self.data.parent / "postgres.log"

    @property
    def ballast(self) -> Path:
        """Where room is held on the disk of the data."""
        return self.data.parent / "ballast"

    @property
    def pgpass(self) -> Path:
        return self.home / "pgpass"

    @property
    def lock(self) -> Path:
        return self.home / "embedded.lock"

    @property
    def socket(self) -> Path:
        return (self.home / "run").resolve()

    @property
    def made(self) -> bool:
        """Whether the data folder is complete: it gets its name as the last step."""
        return (self.data / "PG_VERSION").exists()


def place_data(files: Files, user: SystemUser) -> None:
    """Choose where the data of a new server lies: in home, unless another user runs it."""
    if user.uid is None or files.made:
        return
    name = hashlib.sha256(os.fsencode(files.home)).hexdigest()[:16]
    FOR_OTHER_USERS.mkdir(mode=0o711, parents=True, exist_ok=True)
    folder = FOR_OTHER_USERS / name
    folder.mkdir(mode=0o700, exist_ok=True)
    user.take(folder)
    _link(files.home / "pgdata", folder / "pgdata")


def place_socket(files: Files, user: SystemUser) -> None:
    """Make sure of a private folder whose path fits into a socket address."""
    link = files.home / "run"
    if user.uid is None and _fits(link):
        link.mkdir(mode=0o700, exist_ok=True)
        return
    if link.is_dir() and _private(files.socket, user):
        return
    folder = Path(tempfile.mkdtemp(prefix="sayeban-", dir="/tmp"))
    user.take(folder)
    _link(link, folder)


def clear(folder: Path) -> None:
    """Remove what an interrupted start left."""
    if folder.exists():
        shutil.rmtree(folder)


def clear_socket(files: Files) -> None:
    """Remove the socket of a dead server; its lock would be believed by the number that it names.

    The folder is ours alone and the caller knows that no server of it lives.
    """
    for name in (SOCKET_NAME, f"{SOCKET_NAME}.lock"):
        (files.socket / name).unlink(missing_ok=True)


def write(path: Path, text: str, user: SystemUser) -> None:
    """Write a file that the server's user owns."""
    path.write_text(text)
    user.take(path)


def remove(files: Files) -> None:
    """Remove what belongs to the embedded server, and nothing else of home."""
    log, data, socket, ballast = files.log, files.data, files.socket, files.ballast
    for folder in (data, data.with_name("pgdata.new"), socket):
        shutil.rmtree(folder, ignore_errors=True)
    for path in (log, log.with_name("postgres.log.1"), files.pgpass, ballast):
        path.unlink(missing_ok=True)
    for link in (files.home / "pgdata", files.home / "run"):
        if link.is_symlink():
            link.unlink()
    if data.parent.parent == FOR_OTHER_USERS:
        shutil.rmtree(data.parent, ignore_errors=True)


def write_password(files: Files, role: str) -> str:
    """Draw the password of a role, keep it in home/pgpass in the place of an older, return it.

    Of two lines for one role libpq takes the first, so a start that failed may leave none behind.
    """
    password, own = secrets.token_hex(24), f"*:*:*:{role}:"
    old = files.pgpass.read_text().splitlines() if files.pgpass.exists() else []
    lines = [*(line for line in old if not line.startswith(own)), f"{own}{password}"]
    handle, draft = tempfile.mkstemp(dir=files.home)
    with os.fdopen(handle, "w") as file:
        file.write("".join(f"{line}\n" for line in lines))
    Path(draft).replace(files.pgpass)
    return password


def settings(files: Files, memory: int | None = None, *, major: int = 18) -> str:
    """The text of sayeban.conf for a machine with `memory` bytes (default: this one).

    Sizes suit a server that shares its machine with the web process and with imports. Commits
    stay synchronous: nothing acknowledged is lost (R1, R2).
    """
    size = (_memory() if memory is None else memory) // MB
    free = _free(files.data)
    values = {
        "listen_addresses": "",
        "port": PORT,
        "unix_socket_directories": files.socket,
        "max_connections": 100,
        "shared_buffers": f"{_within(64, size // 8, 2048)}MB",
        "effective_cache_size": f"{max(size // 2, 128)}MB",
        "work_mem": f"{_within(4, size // 512, 48)}MB",
        # A worksheet of a province is staged in temporary tables.
        "temp_buffers": f"{_within(8, size // 256, 64)}MB",
        "maintenance_work_mem": f"{_within(32, size // 32, 512)}MB",
        # Bulk loads: a checkpoint every few minutes would write each page again and again.
        # The journal is on the same disk, of which it may take an eighth of what is free.
        "max_wal_size": f"{_within(64, min(size // 4, free // 8), 4096)}MB",
        "checkpoint_timeout": "15min",
        # This build packs pages with pglz alone, which takes longer than writing them: a command
        # that changes rows all over a table would spend most of its time on it.
        "wal_compression": "off",
        "random_page_cost": 1.1,
        "jit": "off",
        "dynamic_shared_memory_type": _shared_memory_kind(),
        # Journal that no backup has fetched yet; beyond it the next backup is a full one.
        "max_slot_wal_keep_size": f"{_within(1024, free // 8, 16384)}MB",
        # No row value and no statement in a log (P6).
        "log_error_verbosity": "terse",
        "log_min_error_statement": "panic",
        "lc_messages": "C",
        "log_timezone": "UTC",
    }
    if major >= FIRST_SUMMARISING:
        values["summarize_wal"] = "on"  # incremental backups
    return "".join(f"{name} = {quoted(str(value))}\n" for name, value in values.items())


def quoted(value: str) -> str:
    """A value as it stands in postgresql.conf."""
    return "'" + value.replace("\\", "\\\\").replace("'", "''") + "'"


def _within(least: int, value: int, most: int) -> int:
    return max(least, min(value, most))


def _free(folder: Path) -> int:
    """Megabytes that are free where a folder lies or will lie."""
    there = next(each for each in (folder, *folder.parents) if each.exists())
    return shutil.disk_usage(there).free // MB


def _memory() -> int:
    """Bytes of this machine, or of the container where that is less."""
    sizes = [os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES"), *_container_limits()]
    return min(sizes)


def _container_limits() -> Iterator[int]:
    for name in ("memory.max", "memory/memory.limit_in_bytes"):
        path = Path("/sys/fs/cgroup") / name
        if path.exists() and (text := path.read_text().strip()) != "max":
            yield int(text)


def _shared_memory_kind() -> str:
    """Parallel queries need room in /dev/shm, of which a container has 64 MB; else a file."""
    folder = Path("/dev/shm")  # noqa: S108 - only its size is asked
    roomy = folder.exists() and shutil.disk_usage(folder).total >= 256 * MB
    return "posix" if roomy else "mmap"


def _fits(folder: Path) -> bool:
    """A comma would separate folders in libpq and in the server's setting."""
    return len(os.fsencode(folder / SOCKET_NAME)) <= MAX_SOCKET_PATH and "," not in str(folder)


def _private(folder: Path, user: SystemUser) -> bool:
    """Whether the folder is still the one that we made: in /tmp anybody may make a name."""
    found = folder.stat()
    owner = os.geteuid() if user.uid is None else user.uid
    return _fits(folder) and found.st_uid == owner and found.st_mode & 0o077 == 0


def _link(link: Path, target: Path) -> None:
    if link.is_symlink():
        link.unlink()
    elif link.is_dir():
        link.rmdir()
    link.symlink_to(target)
