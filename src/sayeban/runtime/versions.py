"""Texts in versions: a changed text is a new version, and somebody else puts it in force (S4).

For tables with the columns code, version, written_by, written_at, approved_by and approved_at, of
which the newest approved version of a code counts. `written_by` is empty for the product's own.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Max, Model

from sayeban.kit.refusals import Refusal
from sayeban.runtime.actor import Actor


def write_version(
    table: type[Model], *, actor: Actor, at: datetime, code: str, **content: object
) -> int:
    """The number of the new version of `code`, which waits for its approval."""
    found = table._default_manager.filter(code=code).aggregate(Max("version"))
    version = int(found["version__max"] or 0) + 1
    table._default_manager.create(
        code=code, version=version, written_by=actor.user_id, written_at=at, **content
    )
    return version


def approve_version(
    table: type[Model],
    *,
    actor: Actor,
    at: datetime,
    code: str,
    version: int,
    unknown: type[Refusal],
    same_eyes: type[Refusal],
) -> None:
    """Put a version in force; refuses `unknown`, and `same_eyes` to who wrote it.

    His deputy and whom he stands in for count as the writer too.

    Approved twice, the first approval stays.
    """
    found = table._default_manager.filter(code=code, version=version)
    written = found.values_list("written_by", "written_at").first()
    if written is None:
        raise unknown
    if actor.eyes().saw(*written):
        raise same_eyes
    found.filter(approved_at=None).update(approved_by=actor.user_id, approved_at=at)


def seed_versions(table: type[Model], texts: Mapping[str, Mapping[str, Any]], at: datetime) -> None:
    """First versions by code that count as approved with the product; existing ones stay."""
    table._default_manager.bulk_create(
        [
            table(code=code, version=1, written_at=at, approved_at=at, **content)
            for code, content in texts.items()
        ],
        ignore_conflicts=True,
    )
