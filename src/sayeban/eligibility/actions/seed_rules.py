"""The rules of a new installation."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sayeban.eligibility.actions.keep_rules import columns
from sayeban.eligibility.documents import read_document
from sayeban.eligibility.models import Rule, RuleVersion
from sayeban.eligibility.reads.parameters import param_types
from sayeban.facts.public import catalogue


def seed_rules(documents: Iterable[Mapping[str, Any]], at: datetime) -> None:
    """Put the rules that are missing in force; what headquarters wrote stays. Called after
    migrations: nobody of headquarters wrote or approved them, each later version needs both."""
    facts, params = catalogue(), param_types()
    for document in documents:
        read = read_document(document, facts, params)
        fixed = {"subject": read.subject, "institution": read.institution, "service": read.service}
        rule, is_new = Rule.objects.get_or_create(code=read.code, defaults=fixed)
        if is_new:
            RuleVersion.objects.create(
                rule=rule,
                number=1,
                state="approved",
                authored_at=at,
                approved_at=at,
                **columns(read),
            )
