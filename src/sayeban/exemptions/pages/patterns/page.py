"""الگوی پیامک‌ها: headquarters teaches the system new messages of companies (A-103).

A pattern is tried on the texts that nothing read; another person approves it (S4). What is kept
of a text holds made-up numbers, so a trial shows those.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import Http404, HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from sayeban.accounts.public import user_names
from sayeban.audit.events import look
from sayeban.design.jinja import render
from sayeban.exemptions import rights
from sayeban.exemptions.actions.text_patterns import approve_pattern, write_pattern
from sayeban.exemptions.pages.answers import attempt, done
from sayeban.exemptions.pages.patterns.form import NewPatternForm, PatternForm
from sayeban.exemptions.reads.text_patterns import (
    PatternVersion,
    in_force,
    kept_texts,
    pattern_versions,
)
from sayeban.exemptions.rules_texts import Found, Pattern, pattern_problem, read_text
from sayeban.exemptions.words import UTILITY_LABELS
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door

_PRODUCT = "سامانه"


@dataclass(frozen=True, slots=True)
class PatternShown:
    """One version. `holds`: it is in force; `waits`: it waits for its approval."""

    code: str
    version: int
    text: str
    about: str
    by: str
    at: datetime
    approved_by: str
    holds: bool
    waits: bool
    may_approve: bool


@dataclass(frozen=True, slots=True)
class TextShown:
    """One kept text and what is read in it, by the patterns in force or with the tried one."""

    text: str
    seen: int
    first_at: datetime
    read: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PatternsPage:
    """Patterns in force or waiting, texts that nothing read, and the form of a new pattern."""

    patterns: tuple[PatternShown, ...]
    texts: tuple[TextShown, ...]
    form: NewPatternForm
    tried: bool


@dataclass(frozen=True, slots=True)
class PatternPage:
    """One pattern with all its versions, and the form of the next one."""

    code: str
    versions: tuple[PatternShown, ...]
    texts: tuple[TextShown, ...]
    form: PatternForm
    tried: bool


@door(rights.HEADQUARTERS, methods=("GET", "POST"))
def pattern_list(request: Visit) -> HttpResponseBase:
    """الگوها و متن‌های ناشناخته."""
    form = NewPatternForm(request.POST if request.method == "POST" else None)
    tried = _is_trial(request)
    if not tried and form.is_valid() and attempt(form, lambda: _written(request, form)):
        return done(reverse("text_pattern", args=[form.cleaned_data["code"]]), "pattern_written")
    with looking(request.actor):
        versions = pattern_versions()
        shown = [each for each in _shown(request, versions) if each.holds or each.waits]
        texts = _texts(request, in_force(versions), form if tried else None)
        page = PatternsPage(tuple(shown), texts, form, tried)
        status = 422 if form.errors else 200
        return render(request, "exemptions/patterns.jinja", page, status=status)


@door(rights.HEADQUARTERS, methods=("GET", "POST"))
def one_pattern(request: Visit, code: str) -> HttpResponseBase:
    """یک الگو و نسخهٔ تازهٔ آن."""
    with looking(request.actor):
        versions = pattern_versions()
    own = [each for each in versions if each.code == code]
    if not own:
        raise Http404
    form = PatternForm(
        request.POST if request.method == "POST" else None,
        initial={name: getattr(own[0], name) for name in ("text", "utility", "company")},
    )
    tried = _is_trial(request)
    if not tried and form.is_valid() and attempt(form, lambda: _written(request, form, code)):
        return done(reverse("text_pattern", args=[code]), "pattern_written")
    with looking(request.actor):
        others = [each for each in in_force(versions) if not (tried and each.code == code)]
        texts = _texts(request, others, form if tried else None)
        page = PatternPage(code, tuple(_shown(request, own)), texts, form, tried)
        status = 422 if form.errors else 200
        return render(request, "exemptions/pattern.jinja", page, status=status)


@door(rights.DEPUTY, methods=("POST",))
def approve(request: Visit, code: str, version: int) -> HttpResponseBase:
    """تأیید یک نسخه."""
    approve_pattern(actor=request.actor, at=timezone.now(), code=code, version=version)
    return done(reverse("text_pattern", args=[code]), "pattern_approved")


def _is_trial(request: Visit) -> bool:
    return request.method == "POST" and "try" in request.POST


def _written(request: Visit, form: PatternForm, code: str = "") -> bool:
    typed = form.cleaned_data
    write_pattern(
        actor=request.actor,
        at=timezone.now(),
        code=code or typed["code"],
        text=typed["text"],
        utility=typed["utility"],
        company=typed["company"],
    )
    return True


def _texts(
    request: Visit, known: Sequence[PatternVersion], form: PatternForm | None
) -> tuple[TextShown, ...]:
    """The kept texts as they are read now, or would be with the pattern of the form."""
    patterns = [each.pattern for each in known]
    if form and (tried := _tried(form)):
        patterns.append(tried)
    kept = kept_texts()
    look(
        user_id=request.actor.user_id,
        purpose="pattern",
        subject="exemptions.unknown_text",
        subject_id="",
        rows=len(kept),
    )
    return tuple(
        TextShown(
            each.text,
            each.seen,
            each.first_at,
            tuple(_in_words(found) for found in read_text(each.text, patterns)),
        )
        for each in kept
    )


def _tried(form: PatternForm) -> Pattern | None:
    """The pattern of the form; None, and said at its box, where it could not be in force."""
    form.full_clean()
    form.errors.pop("code", None)
    typed = form.cleaned_data
    if form.errors or not typed["text"]:
        return None
    if pattern_problem(typed["text"]):
        form.add_error("text", "این الگو پذیرفتنی نیست: جای خالی یا واژهٔ پیش از آن درست نیست.")
        return None
    return Pattern(typed["text"], typed["utility"], typed["company"])


def _in_words(found: Found) -> str:
    parts = (
        ("شناسهٔ قبض", found.bill_id),
        ("شناسهٔ پرداخت", found.payment_id.lstrip("0")),
        ("شماره", found.number),
    )
    ids = "، ".join(f"{label} \u2066{value}\u2069" for label, value in parts if value)
    return f"{UTILITY_LABELS[found.utility]}: {ids}"


def _shown(request: Visit, found: Sequence[PatternVersion]) -> list[PatternShown]:
    people = {each.written_by for each in found} | {each.approved_by for each in found}
    names = user_names({number for number in people if number is not None})
    holding = {(each.code, each.version) for each in in_force(found)}
    newest: dict[str, int] = {}
    for each in found:
        if each.approved_at:
            newest[each.code] = max(each.version, newest.get(each.code, 0))
    return [
        PatternShown(
            each.code,
            each.version,
            each.text,
            "، ".join(filter(None, (UTILITY_LABELS.get(each.utility, ""), each.company))),
            names.get(each.written_by or 0, _PRODUCT),
            each.written_at,
            names.get(each.approved_by or 0, _PRODUCT) if each.approved_at else "",
            holds=(each.code, each.version) in holding,
            waits=each.approved_at is None and each.version > newest.get(each.code, 0),
            may_approve="hq_deputy" in request.actor.posts
            and not request.actor.eyes().saw(each.written_by, each.written_at),
        )
        for each in found
    ]
