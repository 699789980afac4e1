"""Who changed which setting, old and new, for the page of headquarters."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sayeban.runtime.models import SettingChange


@dataclass(frozen=True, slots=True)
class Changed:
    """One row of settings that was made, changed or removed; `fields` are (name, old, new)."""

    id: int
    table: str
    row: str
    at: datetime
    user_id: int | None
    content: dict[str, Any]
    made: bool
    removed: bool
    fields: tuple[tuple[str, Any, Any], ...]


def changed_settings(table: str, after: int, size: int) -> list[Changed]:
    """The newest changes of a table ("" = all) behind the one with id `after` (0 = the first)."""
    found = SettingChange.objects.order_by("-id")
    if table:
        found = found.filter(table_name=table)
    if after:
        found = found.filter(pk__lt=after)
    return [_changed(each) for each in found[:size]]


def _changed(each: SettingChange) -> Changed:
    old, new = each.old or {}, each.new or {}
    names = [name for name in (new or old) if name != "id" and old.get(name) != new.get(name)]
    return Changed(
        each.pk,
        each.table_name,
        each.row_id,
        each.at,
        each.user_id,
        new or old,
        each.old is None,
        each.new is None,
        tuple((name, old.get(name), new.get(name)) for name in names),
    )
