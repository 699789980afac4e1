"""Load staff from a file: set-based sibling of `add_user` and `appoint`."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import connection

from sayeban.accounts import passwords
from sayeban.accounts.credentials import as_web
from sayeban.accounts.models import User
from sayeban.accounts.reads.staff_book import StaffLine, judge_staff
from sayeban.accounts.rules import APPOINTING_POSTS
from sayeban.kit.results import Imported
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor

_USERS = """
INSERT INTO accounts_user AS u (username, full_name, mobile, created_at)
SELECT DISTINCT ON (username) username, full_name, mobile, %(at)s
FROM unnest(%(username)s::text[], %(full_name)s::text[], %(mobile)s::text[])
  AS n(username, full_name, mobile)
ON CONFLICT (username) DO UPDATE SET full_name = excluded.full_name,
  mobile = coalesce(nullif(excluded.mobile, ''), u.mobile)
WHERE %(corrects)s AND (u.full_name <> excluded.full_name
  OR (excluded.mobile <> '' AND u.mobile <> excluded.mobile))
RETURNING username
"""
_APPOINTMENTS = """
INSERT INTO accounts_appointment
  (user_id, post, level, province, county, centre, appointed_by_id, starts)
SELECT u.id, n.post, n.level, n.province, n.county, n.centre, %(by)s, %(at)s
FROM unnest(%(username)s::text[], %(post)s::text[], %(level)s::text[], %(province)s::text[],
  %(county)s::text[], %(centre)s::text[]) AS n(username, post, level, province, county, centre)
JOIN accounts_user u USING (username)
ON CONFLICT (user_id, post, province, county, centre) WHERE ends IS NULL DO NOTHING
RETURNING (SELECT username FROM accounts_user WHERE id = user_id) || '|' || post || '|'
  || level || '|' || coalesce(nullif(centre, ''), nullif(county, ''), province)
"""
_CREDENTIALS = """
INSERT INTO accounts_credential (user_id, password)
SELECT u.id, n.password FROM unnest(%(username)s::text[], %(password)s::text[])
  AS n(username, password) JOIN accounts_user u USING (username)
"""


@dataclass(frozen=True, slots=True)
class StaffImported:
    """Counts, and the one-time passwords of new users by user name, shown once and not kept."""

    counts: Imported
    one_time_passwords: dict[str, str]


@action("accounts.import_staff", posts=APPOINTING_POSTS, operator=True)
def import_staff(*, actor: Actor, at: datetime, path: Path) -> StaffImported:
    """Add users and posts; a user on several rows holds several posts. Nothing is ended.

    Names and mobiles of known users are corrected by headquarters and the operator alone.
    Rejects rows: user.invalid_name, user.name_missing, mobile.invalid, post.unknown, unit.unknown,
    post.wrong_level, access.denied, user.duplicate (the same post twice in the file). A second
    load changes nothing. Refuses files as `read_table` does.
    """
    judged = judge_staff(actor, path)
    changed, drawn = _write(list(judged.lines), actor, at)
    first = [(number, codes[0]) for number, codes in judged.rejected]
    return StaffImported(Imported.of(judged.rows, changed, first), drawn)


def _write(lines: list[StaffLine], actor: Actor, at: datetime) -> tuple[int, dict[str, str]]:
    """How many rows changed something, and the passwords of the new users."""
    known = set(
        User.objects.filter(username__in={line.username for line in lines}).values_list(
            "username", flat=True
        )
    )
    # A head of a county must not rename somebody who works elsewhere.
    columns = _columns(lines) | {"at": at, "by": actor.user_id, "corrects": actor.is_nationwide}
    with connection.cursor() as cursor:
        cursor.execute(_USERS, columns)
        touched = {username for (username,) in cursor.fetchall()}
        cursor.execute(_APPOINTMENTS, columns)
        appointed = {key for (key,) in cursor.fetchall()}
    drawn = {line.username: passwords.one_time() for line in lines if line.username not in known}
    _write_credentials(drawn)
    changed = sum(line.key in appointed or line.username in touched for line in lines)
    return changed, drawn


def _columns(lines: list[StaffLine]) -> dict[str, Any]:
    return {
        "username": [line.username for line in lines],
        "full_name": [line.full_name for line in lines],
        "mobile": [line.mobile for line in lines],
        "post": [line.post.value for line in lines],
        "level": [line.unit.level for line in lines],
        "province": [line.unit.province for line in lines],
        "county": [line.unit.county for line in lines],
        "centre": [line.unit.centre for line in lines],
    }


def _write_credentials(drawn: Mapping[str, str]) -> None:
    encoded = [passwords.encode_one_time(password) for password in drawn.values()]
    with as_web(), connection.cursor() as cursor:
        cursor.execute(_CREDENTIALS, {"username": list(drawn), "password": encoded})
