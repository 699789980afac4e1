"""sayeban disk: how full the disk is, and the room that is kept for that (promises.md R13)."""

import os
import shutil
from argparse import Namespace
from typing import Any

from django.conf import settings

from sayeban.country.jalali import persian_digits
from sayeban.runtime.room import fullest
from sayeban.sites import ballast
from sayeban.sites.cli.main import home
from sayeban.sites.embedded_files import MB

_KEPT = "{} مگابایت جا برای روز پر شدن دیسک نگه داشته شده است."
_GIVEN = (
    "{} مگابایت جایی که نگه داشته شده بود آزاد شد. اکنون جا باز کنید"
    " (docs/runbooks/full-disk.md)؛ شب که جا باشد دوباره کنار گذاشته می‌شود."
)
_NONE = "جایی نگه داشته نشده است؛ شب که دیسک جا داشته باشد کنار گذاشته می‌شود."


def disk(options: Namespace) -> dict[str, Any]:
    """Say how the disk stands; with --give-back free what is kept first. Needs no database."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sayeban.sites.settings")
    kept = ballast.held(home())
    sentence = (_GIVEN if options.give_back else _KEPT) if kept else _NONE
    if options.give_back:
        ballast.give_back(home())
    return {
        "percent": fullest(),
        "most": settings.DISK_MOST,
        "free_bytes": shutil.disk_usage(home()).free,
        "kept_bytes": ballast.held(home()),
        "says": sentence.format(persian_digits(str(kept // MB))),
    }
