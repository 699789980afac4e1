"""What an impact says, and whether it still says it of a draft."""

from collections.abc import Mapping
from typing import Any

from sayeban.eligibility.models import Impact, RuleVersion
from sayeban.eligibility.reads.versions import ready, version_on
from sayeban.facts.public import Value, written


def stands(impact: Impact, draft: RuleVersion) -> bool:
    """Whether it was counted with this tree, these parameters and against the version in force."""
    against = version_on(draft.rule.code, draft.valid_from)
    return (
        impact.tree_sha256 == draft.tree_sha256
        and impact.against_id == (against.pk if against else None)
        and impact.params == params_json(ready(draft, draft.valid_from).params)
    )


def params_json(params: Mapping[str, Value]) -> dict[str, Any]:
    """Parameters as a row keeps them."""
    return {name: written(value) for name, value in sorted(params.items())}


def latest_impact(version: RuleVersion) -> Impact | None:
    """The newest one that was counted of a version."""
    return Impact.objects.filter(version=version).order_by("-id").first()
