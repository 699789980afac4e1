"""Whether a case can follow a service to its end: every problem in a Persian sentence."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from sayeban.cases.definition import ServiceDocument
from sayeban.cases.rules import RESULTS, SAYS_NO, STAFF
from sayeban.cases.words import EXTENTS, NATURES, TRIGGERS, TYPES
from sayeban.design.filters import fa

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that keeps a service from being published. `place`: "", a step's key or a part."""

    place: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Known:
    """What a definition may name. `roles` are the levels at which each post exists; `tree` says
    what is wrong with the condition of an outcome, `paper` with that of a document, "" if nothing.
    """

    roles: Mapping[str, Collection[str]]
    departments: Collection[str]
    forms: Collection[str]
    rules: Collection[str]
    tree: Callable[[Mapping[str, Any]], str]
    paper: Callable[[Mapping[str, Any]], str]


def judge(document: ServiceDocument, known: Known) -> tuple[Problem, ...]:
    """Everything that is wrong with a definition; empty when it can be published."""
    dangling = [*_targets(document)]
    return (
        *_words(document),
        *_named(document, known),
        *dangling,
        *_refusals(document),
        *_sheet(document),
        # What is reachable says nothing while targets dangle.
        *(() if dangling else (*_ways(document), *_beside(document))),
    )


def called(document: ServiceDocument, key: str) -> str:
    """A step as its writer knows it: by its title, else by its place; its key was made for him."""
    place = next((nth for nth, each in enumerate(document.steps, 1) if each.key == key), 0)
    title = document.steps[place - 1].title.strip() if place else key
    return f"«{title}»" if title else fa(place)


def usual_path(document: ServiceDocument) -> tuple[str, ...] | None:
    """The steps of the usual path in order; None where it leads in a circle or nowhere."""
    path = _first_ways(document, document.start)
    ends = path and any(each.result for each in document.ways(path[-1])[:1])
    return path if ends else None


def usual_days(document: ServiceDocument) -> int:
    """Working days of the usual path; of steps that open together the longest counts."""
    return days_from(document, document.start)


def days_from(document: ServiceDocument, key: str) -> int:
    """Working days from the opening of a step to the end, if all goes the usual way."""
    step = document.step(key)
    if step is not None and step.parallel_with:
        rest = document.step(step.parallel_with)
        left = days_from(document, step.parallel_with) if rest and not rest.parallel_with else 0
        return max(step.days, left)
    total = 0
    for each in _first_ways(document, key):
        together = [document.step(one) for one in (each, *document.beside(each))]
        total += max((step.days for step in together if step), default=0)
    return total


def _first_ways(document: ServiceDocument, key: str) -> tuple[str, ...]:
    """The steps that one comes to by the first transition of each, none twice."""
    path: list[str] = []
    while key and key not in path and document.step(key):
        path.append(key)
        ways = document.ways(key)
        key = ways[0].to_step if ways else ""
    return tuple(path)


def _words(document: ServiceDocument) -> Iterator[Problem]:
    if not document.title.strip():
        yield Problem("", "نام خدمت نوشته نشده است.")
    if not document.legal_basis.strip():
        yield Problem("", "مبنای قانونی خدمت نوشته نشده است.")
    for step in (each for each in document.steps if not each.title.strip()):
        yield Problem(step.key, f"گام {called(document, step.key)} عنوان ندارد.")
    for way in (each for each in document.transitions if not each.label.strip()):
        of = called(document, way.step)
        yield Problem(way.step, f"یکی از نتیجه‌های گام {of} برچسب ندارد.")
    for nth, asked in enumerate(document.documents, 1):
        if not asked.title.strip():
            yield Problem("documents", f"مدرک {fa(nth)} عنوان ندارد.")


def _sheet(document: ServiceDocument) -> Iterator[Problem]:
    """The official identity sheet knows only certain words in these boxes."""
    sheet = document.sheet
    for label, value, known in (
        ("نوع خدمت", sheet.type, TYPES),
        ("ماهیت خدمت", sheet.nature, NATURES),
        ("گسترهٔ خدمت", sheet.level, EXTENTS),
        ("آغازگر خدمت", sheet.trigger, TRIGGERS),
    ):
        if value and value not in known:
            words = "، ".join(known.values())
            yield Problem(
                "", f"«{label}» در شناسنامه «{value}» است. یکی از این‌ها را برگزینید: {words}."
            )


def _refusals(document: ServiceDocument) -> Iterator[Problem]:
    """Nobody is told no without a reason, nor on the ground of a rule that is not there."""
    for way in document.transitions:
        if way.result in SAYS_NO and not way.reason_required:
            yield Problem(
                way.step,
                f"نتیجهٔ «{way.label}» بی‌دلیل به متقاضی نه می‌گوید. «دلیل لازم است» را نشان بزنید.",
            )
        if way.ground and way.result not in SAYS_NO:
            yield Problem(
                way.step, f"نتیجهٔ «{way.label}» نه نمی‌گوید و مبنای رد ندارد. آن را خالی کنید."
            )
        elif way.ground == "rule" and not document.rule:
            yield Problem(
                way.step,
                f"نتیجهٔ «{way.label}» بر پایهٔ قاعده است، اما خدمت قاعده‌ای ندارد.",
            )


def _named(document: ServiceDocument, known: Known) -> Iterator[Problem]:
    named = {"": document.department, **{s.key: s.department for s in document.steps}}
    for place, department in named.items():
        if department is not None and department not in known.departments:
            yield Problem(place, f"واحد تخصصی «{department}» شناخته نیست.")
    if document.form and document.form not in known.forms:
        yield Problem("", f"فرم «{document.form}» منتشر نشده است.")
    if document.rule and document.rule not in known.rules:
        yield Problem("", f"قاعدهٔ «{document.rule}» در کار نیست.")
    yield from _posts(document, known)
    yield from _conditions(document, known)


def _conditions(document: ServiceDocument, known: Known) -> Iterator[Problem]:
    for way in document.transitions:
        if way.guard is not None and (wrong := known.tree(way.guard)):
            yield Problem(way.step, wrong)
    for asked in document.documents:
        if asked.when is not None and (wrong := known.paper(asked.when)):
            yield Problem("documents", wrong)


def _posts(document: ServiceDocument, known: Known) -> Iterator[Problem]:
    for step in document.steps:
        if step.role not in STAFF or step.role not in known.roles:
            yield Problem(
                step.key, f"سمت «{step.role}» در گام {called(document, step.key)} شناخته نیست."
            )
        elif step.unit_level not in known.roles[step.role]:
            yield Problem(
                step.key,
                f"سمت گام {called(document, step.key)} در سطحی که برای آن نوشته شده وجود ندارد.",
            )


def _targets(document: ServiceDocument) -> Iterator[Problem]:
    keys = [step.key for step in document.steps]
    if not document.start:
        yield Problem("", "گام آغاز برگزیده نشده است.")
    elif document.start not in keys:
        yield Problem("", "گام آغاز در میان گام‌ها نیست. گام دیگری را برگزینید.")
    for each in document.transitions:
        if each.step not in keys:
            yield Problem(each.step, f"نتیجهٔ «{each.label}» از گامی است که نیست.")
        if each.to_step and each.to_step not in keys:
            yield Problem(each.step, f"نتیجهٔ «{each.label}» به گامی می‌رود که نیست.")
        if not each.to_step and each.result not in RESULTS:
            yield Problem(each.step, f"نتیجهٔ پایانی «{each.result}» شناخته نیست.")
    yield from _doubled(document)


def _doubled(document: ServiceDocument) -> Iterator[Problem]:
    for key in _twice(step.key for step in document.steps):
        yield Problem(key, f"دو گام کلید «{key}» دارند.")
    for step, outcome in _twice((each.step, each.outcome) for each in document.transitions):
        label = next(each.label for each in document.ways(step) if each.outcome == outcome)
        yield Problem(step, f"نتیجهٔ «{label}» در گام {called(document, step)} دو بار آمده است.")
    for code in _twice(each.code for each in document.documents):
        title = next(each.title for each in document.documents if each.code == code)
        yield Problem("documents", f"مدرک «{title}» دو بار آمده است.")


def _twice(given: Iterable[T]) -> list[T]:
    return [each for each, times in Counter(given).items() if times > 1]


def _reached(document: ServiceDocument) -> set[str]:
    reached: set[str] = set()
    waiting = [document.start]
    while waiting:
        key = waiting.pop()
        if key not in reached:
            reached.add(key)
            waiting += [each.to_step for each in document.ways(key) if each.to_step]
            waiting += document.beside(key)
    return reached


def _ending(document: ServiceDocument) -> set[str]:
    """The steps from which some way leads to an end."""
    ending: set[str] = set()
    grew = True
    while grew:
        before = len(ending)
        ending |= {
            each.step for each in document.transitions if each.result or each.to_step in ending
        }
        grew = len(ending) > before
    return ending


def _ways(document: ServiceDocument) -> Iterator[Problem]:
    reached, ending = _reached(document), _ending(document)
    for step in document.steps:
        if step.key not in reached:
            yield Problem(step.key, f"هیچ راهی به گام {called(document, step.key)} نمی‌رسد.")
        elif not document.ways(step.key):
            yield Problem(step.key, f"گام {called(document, step.key)} هیچ نتیجه‌ای ندارد.")
        elif step.key not in ending:
            yield Problem(
                step.key, f"از گام {called(document, step.key)} راهی به پایان پرونده نیست."
            )
    if usual_path(document) is None:
        yield Problem(
            "", "راه معمول (نخستین نتیجهٔ هر گام) به پایان نمی‌رسد. نتیجهٔ معمول را نخست بنویسید."
        )


def _beside(document: ServiceDocument) -> Iterator[Problem]:
    for step in document.steps:
        main = step.parallel_with
        if main is None:
            continue
        found = document.step(main)
        if found is None or found.parallel_with or main == step.key:
            yield Problem(step.key, f"گام {called(document, step.key)} هم‌زمان با گامی است که نیست.")
        elif step.key == document.start or any(
            each.to_step == step.key for each in document.transitions
        ):
            yield Problem(step.key, f"گام هم‌زمان {called(document, step.key)} با گذار آغاز نمی‌شود.")
        elif any(each.to_step not in ("", main) for each in document.ways(step.key)):
            yield Problem(
                step.key, f"گام هم‌زمان {called(document, step.key)} تنها به گام اصلی خود برمی‌گردد."
            )
