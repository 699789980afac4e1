"""Running cases go to the version in force: what moves is seen, seen again, and then done."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.http import HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from sayeban.cases.actions.migrate_cases import (
    Migrating,
    migration_preview,
    migration_targets,
    waiting_to_migrate,
)
from sayeban.cases.pages.services.one import service_or_404
from sayeban.cases.rules import HEADQUARTERS, MIGRATE
from sayeban.design.jinja import render
from sayeban.design.parts import Tone
from sayeban.kit.units import Unit
from sayeban.runtime.answers import done
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door
from sayeban.runtime.jobs import JobLine, recent_jobs, start

_RECENT: Final = 20
_TONES: Final[Mapping[str, Tone]] = {"done": "ok", "refused": "bad", "failed": "bad"}


class MapForm(forms.Form):
    """What each step becomes that the new version lacks. `sure`: the second look."""

    sure = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        data: Any,  # noqa: ANN401 - a QueryDict or nothing
        standing: list[Migrating],
        targets: list[tuple[str, str]],
    ) -> None:
        super().__init__(data)
        self.lacking = [each for each in standing if not each.fits and not each.beside]
        for each in self.lacking:
            self.fields[f"to-{each.step}"] = forms.ChoiceField(
                label=f"گام «{each.title}» در نسخهٔ تازه",
                choices=[("", "برگزینید"), *targets],
                error_messages={"required": f"بگویید گام «{each.title}» به کدام گام می‌رود."},
            )

    @property
    def steps(self) -> dict[str, str]:
        """Old step to new one, of what was chosen."""
        typed = self.cleaned_data
        return {each.step: typed[f"to-{each.step}"] for each in self.lacking}


@dataclass(frozen=True, slots=True)
class Line:
    """One old step: how many cases stand in it, and what becomes of them."""

    title: str
    count: int
    to: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class Work:
    """The last move of this service."""

    state: str
    tone: Tone
    running: bool
    done: int
    total: int
    problem: str


@dataclass(frozen=True, slots=True)
class MigratePage:
    """`held`: something cannot move, so nothing does. `sure`: the second look."""

    code: str
    title: str
    number: int
    waiting: int
    lines: tuple[Line, ...]
    held: bool
    sure: bool
    form: MapForm
    chosen: tuple[tuple[str, str], ...]
    work: Work | None


@door(HEADQUARTERS, methods=("GET", "POST"))
def migrate(request: Visit, code: str) -> HttpResponseBase:
    """بردن پرونده‌های جاری به نسخهٔ در کار."""
    with looking(request.actor):
        service_or_404(code)
        standing, targets = migration_preview(code), migration_targets(code)
    form = MapForm(request.POST if request.method == "POST" else None, standing, targets)
    right = form.is_valid() and not any(each.beside and not each.fits for each in standing)
    if right and standing and form.cleaned_data["sure"]:
        arguments = {"code": code, "steps": form.steps}
        at, hq = timezone.now(), Unit.hq()
        start(actor=request.actor, at=at, kind=MIGRATE, arguments=arguments, unit=hq)
        return done(reverse("service_migrate", args=[code]), "cases_migrating")
    with looking(request.actor):
        page = _page(request, code, standing, targets, form, sure=right)
        status = 422 if form.errors else 200
        return render(request, "cases/service_migrate.jinja", page, status=status)


def _page(
    request: Visit,
    code: str,
    standing: list[Migrating],
    targets: list[tuple[str, str]],
    form: MapForm,
    *,
    sure: bool,
) -> MigratePage:
    file, titles = service_or_404(code), dict(targets)
    steps = form.steps if sure else {}
    lines = tuple(_line(each, titles.get(steps.get(each.step, ""), "")) for each in standing)
    return MigratePage(
        code,
        file.row.title or code,
        file.row.number,
        waiting_to_migrate(code),
        lines,
        any(each.beside and not each.fits for each in standing),
        sure and bool(standing),
        form,
        tuple((f"to-{old}", new) for old, new in steps.items()),
        _work(request, code),
    )


def _line(each: Migrating, new: str) -> Line:
    if each.fits:
        return Line(each.title, each.count, "همین گام", "ok")
    if each.beside:
        return Line(each.title, each.count, "نمی‌رود: گام هم‌زمانی است که نسخهٔ تازه ندارد", "bad")
    return Line(
        each.title, each.count, new or "نسخهٔ تازه این گام را ندارد", "info" if new else "warn"
    )


def _work(request: Visit, code: str) -> Work | None:
    found = recent_jobs(request.actor.user_id or 0, None, _RECENT)
    last = next((each for each in found if (each.kind, each.code) == (MIGRATE, code)), None)
    return _shown(last) if last else None


def _shown(line: JobLine) -> Work:
    return Work(
        line.state_label,
        _TONES.get(line.state, "info"),
        line.finished_at is None,
        line.done,
        line.total,
        line.problem,
    )
