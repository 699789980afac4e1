"""What every page of the editor stands on: the text that is there, and keeping a change of it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django import forms
from django.http import Http404
from django.utils import timezone

from sayeban.country.today import today_of
from sayeban.eligibility.actions.keep_rules import Drafted, draft_rule
from sayeban.eligibility.documents import RuleDocument
from sayeban.eligibility.editing import Node
from sayeban.eligibility.models import RuleVersion
from sayeban.eligibility.reads.versions import document_of, written_version
from sayeban.eligibility.refusals import RuleChangedMeanwhile
from sayeban.facts.public import dump
from sayeban.runtime.answers import attempt
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit


@dataclass(frozen=True, slots=True)
class Edited:
    """The draft of a rule, or the text that its next draft begins with."""

    version: RuleVersion
    document: RuleDocument

    @property
    def is_draft(self) -> bool:
        return self.version.state == "draft"

    @property
    def seen(self) -> str:
        """What a form sends back, so that a change is made to this text and no other."""
        return f"{self.version.number}.{self.version.revision}"

    @property
    def tree(self) -> Node:
        return dump(self.document.tree)


class SeenForm(forms.Form):
    """A form about a text that was read before it was sent."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)


def edited(code: str) -> Edited:
    """The text to edit; 404 where no such rule is. A draft of a text in force begins tomorrow."""
    version = written_version(code)
    if version is None:
        raise Http404
    document = document_of(version)
    if version.state != "draft":
        document = replace(document, valid_from=_next_day(document.valid_from))
    return Edited(version, document)


def keep(request: Visit, code: str, change: Callable[[Edited], dict[str, Any] | None]) -> Drafted:
    """Save the document that `change` makes of the text that the visitor saw.

    Refuses rule.changed_meanwhile, also where `change` finds nothing to do (None): what it is
    about has gone. And whatever draft_rule refuses.
    """
    with looking(request.actor):
        found = edited(code)
    made = change(found) if found.seen == request.POST.get("seen") else None
    revision = found.version.revision
    if made is None:
        raise RuleChangedMeanwhile(rule=code, revision=revision)
    return draft_rule(
        actor=request.actor,
        at=timezone.now(),
        document=made,
        revision=revision if found.is_draft else None,
    )


def saved(
    request: Visit, code: str, form: forms.Form, change: Callable[[Edited], dict[str, Any] | None]
) -> bool:
    """Keep what a form says, if it is right; what is refused becomes an error of it."""
    if not form.is_valid():
        return False
    kept = attempt(form, lambda: keep(request, code, change))
    return kept is not None


def with_tree(found: Edited, tree: Node | None) -> dict[str, Any] | None:
    """The document with another tree; None for none."""
    return None if tree is None else found.document.as_json() | {"tree": tree}


def _next_day(begun: date) -> date:
    """The first day on which another version can begin: two never begin on one day."""
    return max(today_of(timezone.now()), begun) + timedelta(1)
