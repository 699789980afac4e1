"""Forms and their versions."""

from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache

from sayeban.facts.public import catalogued
from sayeban.forms.document import FormDocument
from sayeban.forms.limits import narrowed
from sayeban.forms.models import Version
from sayeban.forms.parsing import kept_form


@dataclass(frozen=True, slots=True)
class FormVersion:
    """One version of a form; `state` is draft, published or retired."""

    id: int
    code: str
    n: int
    state: str
    edition: int
    sha256: str
    written_by: int | None
    written_at: datetime
    published_by: int | None
    published_at: datetime | None
    form: FormDocument
    authors: tuple[int, ...] = ()

    @property
    def title(self) -> str:
        return self.form.title


def published(code: str) -> FormVersion | None:
    """What is asked now, within what the catalogue says that facts can be; None where nothing of
    this form is published."""
    found = _one(code, state="published")
    return found and replace(found, form=narrowed(found.form, catalogued()))


def published_titles() -> dict[str, str]:
    """What each form that is published is called, by its code."""
    found = Version.objects.filter(state="published").select_related("form")
    return {each.form.code: as_version(each).title for each in found}


def draft_of(code: str) -> FormVersion | None:
    """The version that is being written, None where there is none."""
    return _one(code, state="draft")


def version_of(code: str, n: int) -> FormVersion | None:
    """One version by its number."""
    return _one(code, n=n)


def versions(code: str) -> tuple[FormVersion, ...]:
    """All versions of a form, the newest first."""
    found = Version.objects.filter(form__code=code).select_related("form").order_by("-n")
    return tuple(map(as_version, found))


def current_versions() -> tuple[FormVersion, ...]:
    """Of each form what is published and what is being written, by title."""
    found = Version.objects.exclude(state="retired").select_related("form")
    return tuple(map(as_version, found.order_by("form__title", "form__code", "n")))


def as_version(found: Version) -> FormVersion:
    """The answer of a row with its form."""
    return FormVersion(
        found.pk,
        found.form.code,
        found.n,
        found.state,
        found.edition,
        found.sha256,
        found.written_by,
        found.written_at,
        found.published_by,
        found.published_at,
        _form(found.pk, found.sha256) if found.state != "draft" else kept_form(found.document),
        tuple(found.authors),
    )


@lru_cache(maxsize=256)
def _form(version: int, sha256: str) -> FormDocument:
    """Read once: a version that is no draft never changes."""
    document = Version.objects.values_list("document", flat=True).get(pk=version, sha256=sha256)
    return kept_form(document)


def _one(code: str, **which: object) -> FormVersion | None:
    found = Version.objects.filter(form__code=code, **which).select_related("form").first()
    return as_version(found) if found else None
