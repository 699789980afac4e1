"""The figures of docs/security.md are those of the code."""

from pathlib import Path

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher

from sayeban.accounts import passwords, rules
from sayeban.documents import cleaning
from sayeban.notices.adapters import kavenegar
from sayeban.sheets.limits import DEFAULT_LIMITS
from sayeban.sites import settings
from sayeban.sites.staff import staff_import

_PAGE = Path(__file__).resolve().parents[2] / "docs/security.md"
_MEGA = 1024 * 1024
_LIMITS = DEFAULT_LIMITS
SENTENCES = (
    f"at least {rules.MIN_PASSWORD_LENGTH} characters, {rules.MIN_PASSWORD_LENGTH // 2} different",
    f"{rules.MAX_FAILURES} wrong tries lock an account for {rules.LOCKED_FOR.seconds // 60} min",
    f"{rules.MAX_TRIES_OF_ADDRESS} from one address, or {rules.MAX_TRIES_OF_ALL} from all",
    f"in {rules.TRIES_COUNT_FOR.seconds // 60} minutes",
    f"({rules.KNOWN_FOR.days} days)",
    f"{PBKDF2PasswordHasher.iterations:,} rounds",
    f"{passwords._ONE_TIME_ITERATIONS:,} rounds",
    f"fits for {passwords._STEP_SECONDS} seconds",
    f"A session lasts {settings.SESSION_COOKIE_AGE // 3600} hours",
    f"not used for {settings.SESSION_IDLE // 60} minutes",
    f"{settings.MOST_BODY // _MEGA:,} MB, {settings.MOST_BODY_OF_STRANGER // 1024} KB",
    f"{_LIMITS.file_bytes // _MEGA} MB, {_LIMITS.unpacked_bytes // _MEGA:,} MB, {_LIMITS.cells:,}",
    f"{_LIMITS.memory // _MEGA:,} MB, {_LIMITS.cpu_seconds} s, {_LIMITS.wall_seconds} s",
    f"{cleaning.MAX_BYTES // _MEGA} MB, {cleaning.MAX_PDF_BYTES // _MEGA} MB",
    f"{staff_import._MOST // _MEGA} MB",
    f"ends after {kavenegar._SECONDS} seconds",
)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_the_page_says_what_the_code_does(sentence: str) -> None:
    # Sentences run on over the ends of lines.
    assert sentence in " ".join(_PAGE.read_text().split())
