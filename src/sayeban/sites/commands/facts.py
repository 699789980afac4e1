"""sayeban facts show|define|retire|refresh: the catalogue of facts and the rows that rules read."""

from argparse import Namespace
from pathlib import Path
from typing import Any

from django.utils.timezone import now

from sayeban.country.jalali import number
from sayeban.facts import public as facts
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting, looking
from sayeban.sites.commands.acting_user import actor_for
from sayeban.sites.commands.file_kinds import read_json
from sayeban.sites.readable import Readable


def show(options: Namespace) -> dict[str, Any]:
    """Every fact as `define` reads it."""
    del options
    with looking(OPERATOR):
        return {"facts": [facts.as_document(each) for each in facts.catalogued().values()]}


def define(options: Namespace) -> Readable:
    """All facts of the file, or none. What `show` wrote is taken too, without what people's files
    tell.
    """
    documents = _documents(options.file)
    if not isinstance(documents, list):
        raise facts.FactInvalid(why="فایل فهرستی از داده‌ها نیست.")
    actor, at = actor_for(options), now()
    described = [facts.read_description(each) for each in documents]
    with acting(actor, at):
        for key, fact in described:
            facts.define_fact(actor=actor, at=at, key=key, fact=fact)
    lines = [f"{number(len(described))} داده تعریف شد."]
    return Readable({"defined": len(described)}, lines)


def _documents(path: Path) -> object:
    found = read_json(path)
    if not isinstance(found, dict) or not isinstance(found.get("facts"), list):
        return found
    return [each for each in found["facts"] if not _is_derived(each)]


def _is_derived(document: object) -> bool:
    return isinstance(document, dict) and document.get("kind") == "derived"


def retire(options: Namespace) -> Readable:
    """Take no more values of a fact; what is known stays, and defining it again takes it back."""
    facts.retire_fact(actor=actor_for(options), at=now(), key=options.key)
    return Readable({"retired": options.key}, [f"دادهٔ {options.key} دیگر مقدار تازه نمی‌پذیرد."])


def refresh(options: Namespace) -> Readable:
    """Make all kept rows anew, part by part."""
    del options
    parts = facts.refresh_all(actor=OPERATOR, at=now())
    lines = [f"ردیف‌های قاعده‌ها در {number(parts)} بخش از نو ساخته شد."]
    return Readable({"parts": parts}, lines)
