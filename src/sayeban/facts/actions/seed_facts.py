"""The facts of a new installation."""

from django.db import connection

from sayeban.facts.models import Fact
from sayeban.facts.seeds_household import SEEDED


def seed_facts() -> None:
    """Add the facts that are missing; what headquarters changed stays. Called after migrations."""
    known = set(Fact.objects.values_list("key", flat=True))
    Fact.objects.bulk_create(
        [
            Fact(subject=subject, key=key, type=kind, label=label, position=number, **rest)
            for number, (subject, key, kind, label, rest) in enumerate(SEEDED)
            if key not in known
        ],
        ignore_conflicts=True,
    )
    keep_columns()


def keep_columns() -> None:
    """Give each fact of the catalogue its column in the kept rows."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT facts_keep_columns()")
