"""What became of a sent file, kept for its sender alone: the account and the marked workbook.

They hold personal data and are forgotten after a week.
"""

import json
import re
import secrets
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.utils import timezone

_KEPT_SECONDS: Final = 7 * 24 * 60 * 60
_NAME: Final = re.compile("[0-9a-f]{32}")
_ACCOUNT, _WORKBOOK = "account.json", "report.xlsx"


def keep_report(
    user_id: int, account: Mapping[str, Any], write: Callable[[Path], None] | None = None
) -> str:
    """Keep an account, and the workbook that `write` makes, for one user; gives its random name."""
    own = _folder(user_id)
    _forget_old(own)
    name = secrets.token_hex(16)
    draft = own / f".{name}"
    draft.mkdir(mode=0o700)
    if write:
        write(draft / _WORKBOOK)
    (draft / _ACCOUNT).write_text(json.dumps(account, ensure_ascii=False), encoding="utf-8")
    draft.replace(own / name)
    return name


def report_account(user_id: int, name: str) -> dict[str, Any] | None:
    """The account of the user's own report; None for any other name."""
    path = _folder(user_id) / name / _ACCOUNT
    if not _NAME.fullmatch(name) or not path.exists():
        return None
    account: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return account


def report_workbook(user_id: int, name: str) -> Path | None:
    """The marked workbook of the user's own report; None where there is none."""
    path = _folder(user_id) / name / _WORKBOOK
    return path if _NAME.fullmatch(name) and path.exists() else None


def _folder(user_id: int) -> Path:
    folder = Path(settings.HOME) / "reports" / str(user_id)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _forget_old(folder: Path) -> None:
    old = timezone.now().timestamp() - _KEPT_SECONDS
    for path in folder.iterdir():
        if path.stat().st_mtime < old:
            shutil.rmtree(path, ignore_errors=True)
