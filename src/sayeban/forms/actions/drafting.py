"""Write the draft of a form."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Max

from sayeban.facts.public import FactType
from sayeban.forms.document import FormDocument
from sayeban.forms.models import Form, Version
from sayeban.forms.parsing import read_form
from sayeban.forms.reads.prefill import writable
from sayeban.forms.reads.versions import FormVersion, as_version
from sayeban.forms.refusals import DraftChanged, DraftOfOthers, DraftUnknown, FormUnknown
from sayeban.forms.rights import HEADQUARTERS
from sayeban.forms.writing import write_form
from sayeban.kit.canonical import fingerprint
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor


@action("forms.import_form", posts=HEADQUARTERS, operator=True)
def import_form(*, actor: Actor, at: datetime, document: object) -> FormVersion:
    """The draft that this document makes, in place of one that he alone wrote.

    What is asked already makes no draft: that version itself is the answer. Refuses form.invalid,
    form.draft_of_others.
    """
    form = read_form(document, kept_facts())
    Form.objects.get_or_create(code=form.code, defaults={"title": form.title})
    # Of two who bring the first draft of a form at once the second finds that of the first.
    row = Form.objects.select_for_update().get(code=form.code)
    draft = Version.objects.select_for_update().filter(form=row, state="draft").first()
    same = fingerprint(write_form(form))
    if draft and draft.sha256 == same:
        return as_version(draft)
    if draft and set(draft.authors) - {actor.user_id}:
        raise DraftOfOthers
    stands = Version.objects.select_related("form").filter(form=row, state="published").first()
    if draft is None and stands and stands.sha256 == same:
        return as_version(stands)
    return _keep(actor, at, draft or _next(row), form)


@action("forms.open_draft", posts=HEADQUARTERS, about=("code",))
def open_draft(*, actor: Actor, at: datetime, code: str) -> FormVersion:
    """The draft of a form, begun from what is published where nobody writes one.

    Refuses form.unknown.
    """
    row = Form.objects.select_for_update().filter(code=code).first()
    if row is None:
        raise FormUnknown
    if draft := Version.objects.select_related("form").filter(form=row, state="draft").first():
        return as_version(draft)
    made = _next(row)
    made.document = Version.objects.get(form=row, state="published").document
    made.sha256 = fingerprint(made.document)
    made.written_at = at
    made.save()
    return as_version(made)


@action("forms.change_draft", posts=HEADQUARTERS, about=("code", "edition"))
def change_draft(
    *, actor: Actor, at: datetime, code: str, edition: int, document: Mapping[str, Any]
) -> FormVersion:
    """The draft with this document, which was made from its `edition`.

    Refuses form.no_draft, form.changed_meanwhile, form.invalid.
    """
    draft = draft_at(code, edition)
    return _keep(actor, at, draft, read_form(dict(document) | {"code": code}, kept_facts()))


def draft_at(code: str, edition: int) -> Version:
    """The draft as somebody read it, locked; refuses form.no_draft, form.changed_meanwhile."""
    found = Version.objects.select_for_update(of=("self",)).select_related("form")
    draft = found.filter(form__code=code, state="draft").first()
    if draft is None:
        raise DraftUnknown
    if draft.edition != edition:
        raise DraftChanged
    return draft


def kept_facts() -> dict[str, FactType]:
    """What a question may ask for."""
    return {key: each.type for key, each in writable().items()}


def _next(form: Form) -> Version:
    """The next version. Editions are counted through all versions of a form: whoever read one
    version never names by its edition another."""
    last = Version.objects.filter(form=form).aggregate(n=Max("n"), edition=Max("edition"))
    edition = 0 if last["edition"] is None else last["edition"] + 1
    return Version(form=form, n=(last["n"] or 0) + 1, edition=edition)


def _keep(actor: Actor, at: datetime, draft: Version, form: FormDocument) -> FormVersion:
    draft.document = write_form(form)
    draft.sha256 = fingerprint(draft.document)
    draft.edition += 1
    draft.written_by, draft.written_at = actor.user_id, at
    draft.authors = sorted({*draft.authors, *([actor.user_id] if actor.user_id else [])})
    draft.save()
    return as_version(draft)
