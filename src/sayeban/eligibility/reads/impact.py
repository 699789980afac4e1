"""What an impact says, and whether it still says it of a draft."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet

from sayeban.eligibility.models import Impact, RuleVersion
from sayeban.eligibility.reads.versions import ready, version_on
from sayeban.facts.public import Value, written


def standing(draft: RuleVersion) -> QuerySet[Impact]:
    """Those that were counted with its tree, the parameters and against the version of now."""
    return Impact.objects.filter(
        version=draft,
        tree_sha256=draft.tree_sha256,
        against=version_on(draft.rule.code, draft.valid_from),
        params=params_json(ready(draft, draft.valid_from).params),
    )


def params_json(params: Mapping[str, Value]) -> dict[str, Any]:
    """Parameters as a row keeps them."""
    return {name: written(value) for name, value in sorted(params.items())}


def latest_impact(version: RuleVersion) -> Impact | None:
    """The newest one that was counted of a version."""
    return Impact.objects.filter(version=version).order_by("-id").first()
