"""sayeban catalogue check | import | export | publish | samples; cases simulate | late | redate."""

import json
from argparse import Namespace
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, ClassVar

from django.utils.timezone import now

from sayeban.cases import public as cases
from sayeban.kit.refusals import Refusal
from sayeban.organisations.public import departments
from sayeban.runtime.actor import OPERATOR, Actor
from sayeban.runtime.context import looking
from sayeban.sites.commands.acting_user import actor_for
from sayeban.sites.commands.file_kinds import read_json
from sayeban.sites.commands.paths import check_files, check_out_file
from sayeban.sites.commands.services_told import (
    checked_services,
    exported_services,
    imported_services,
    late_lines,
    loaded_samples,
    looked_services,
    published_service,
    redated_lines,
    simulated_cases,
)
from sayeban.sites.readable import Readable
from sayeban.sites.samples.loading import load_samples


class CatalogueFaulty(Refusal):
    """A workbook with cells that cannot be read."""

    code: ClassVar[str] = "service.file_faulty"
    sentence: ClassVar[str] = (
        "{count} خانهٔ این فایل نادرست است و هیچ چیز ثبت نشد. نخستین: {first}"
        " همه را با --check ببینید و درست کنید."
    )


class CatalogueUnreadable(Refusal):
    """JSON that holds no services."""

    code: ClassVar[str] = "service.file_unreadable"
    sentence: ClassVar[str] = (
        "فایل «{name}» فهرست خدمات نیست. خروجی catalogue export را نمونه بگیرید."
    )


class CatalogueEmpty(Refusal):
    """A file in which no service stands."""

    code: ClassVar[str] = "service.file_empty"
    sentence: ClassVar[str] = "در فایل «{name}» خدمتی نیست و چیزی خوانده نشد. فایل درست را بدهید."


def check(options: Namespace) -> Readable:
    """Judge documents; nothing is kept."""
    actor = actor_for(options)
    found = [cases.read_service(each) for each in _documents(actor, options.file)]
    with looking(actor):
        problems = {each.code: cases.check_service(each) for each in found}
    said = {code: [each.sentence for each in found] for code, found in problems.items() if found}
    return Readable(
        {"services": len(found), "problems": said},
        checked_services(len(found), said),
        faulty=bool(said),
    )


def take(options: Namespace) -> Readable:
    """Save services as drafts, or put them in force; with --check only say what would change."""
    actor = actor_for(options)
    if options.check:
        return _looked(actor, options.file)
    documents = _documents(actor, options.file)
    changed = cases.import_services(
        actor=actor, at=now(), documents=documents, publish=options.publish
    )
    problems = _problems(actor, documents)
    return Readable(
        {"changed": changed, "published": bool(options.publish), "problems": problems},
        imported_services(changed, problems, published=bool(options.publish)),
    )


def _problems(actor: Actor, documents: Sequence[dict[str, Any]]) -> dict[str, list[str]]:
    """What keeps each service from being published, also of one that is kept as it is."""
    with looking(actor):
        judged = {
            each.code: [problem.sentence for problem in cases.check_service(each)]
            for each in map(cases.read_service, documents)
        }
    return {code: found for code, found in judged.items() if found}


def _looked(actor: Actor, path: Path) -> Readable:
    """How many of the services are new, changed and the same; what is wrong with file and them."""
    found = _read(actor, path)
    with looking(actor):
        rows = cases.compared(found.documents)
    kinds = Counter(each.standing for each in rows)
    problems = _problems(actor, found.documents)
    counts = {kind: kinds[kind] for kind in ("new", "changed", "same")}
    faults = list(map(_fault, found.faults))
    return Readable(
        {**counts, "problems": problems, "faults": faults},
        looked_services(counts, problems, faults),
        faulty=bool(problems or faults),
    )


def export(options: Namespace) -> Readable:
    """Write the newest version of every service, as documents or (.xlsx) as a workbook."""
    check_out_file(options.out, ".json", ".xlsx")
    with looking(actor_for(options)):
        documents, names = cases.catalogue_documents(), departments()
    if _is_workbook(options.out):
        cases.write_catalogue(documents, names, options.out)
    else:
        text = json.dumps(documents, ensure_ascii=False, indent=1)
        options.out.write_text(text, encoding="utf-8")
    told = {"out": str(options.out), "services": len(documents)}
    return Readable(told, exported_services(len(documents), options.out))


def publish(options: Namespace) -> Readable:
    """Put the draft in force as it stands now."""
    actor, code = actor_for(options), options.service
    with looking(actor):
        revision = cases.service(code).revision
    number = cases.publish_service(actor=actor, at=now(), service=code, revision=revision)
    return Readable({"service": code, "number": number}, published_service(code, number))


def load(options: Namespace) -> Readable:
    """Put the sample services in force, with forms and rules; one writes, another one approves."""
    writer = actor_for(options)
    second = actor_for(Namespace(as_user=options.second))
    counts = asdict(load_samples(writer=writer, second=second, at=now()))
    return Readable(counts, loaded_samples(counts))


def simulate(options: Namespace) -> Readable:
    """Make up cases of persons of the register."""
    made = cases.simulate(
        actor=OPERATOR,
        at=now(),
        service=options.service,
        cases=options.cases,
        days=options.days,
        confirmed=options.made_up,
    )
    counts = made.as_json()
    told = {"service": options.service, **counts}
    return Readable(told, simulated_cases(options.service, counts))


def late(options: Namespace) -> Readable:
    """What the evening does about lateness."""
    del options
    told = cases.tell_late(actor=OPERATOR, at=now())
    questions = cases.tell_questions(actor=OPERATOR, at=now())
    measured = cases.measure(actor=OPERATOR, at=now())
    counts = {**told.as_json(), "questions": questions, "measured": measured}
    return Readable(counts, late_lines(counts))


def redate(options: Namespace) -> Readable:
    """What follows a change of the calendar."""
    del options
    counts = cases.redate(actor=OPERATOR, at=now()).as_json()
    return Readable(counts, redated_lines(counts))


def _documents(actor: Actor, path: Path) -> Sequence[dict[str, Any]]:
    """Every service of a file. Refuses service.file_faulty, service.file_unreadable and more."""
    found = _read(actor, path)
    if found.faults:
        raise CatalogueFaulty(count=len(found.faults), first=_fault(found.faults[0]))
    return found.documents


def _read(actor: Actor, path: Path) -> cases.Catalogue:
    check_files([path])
    if _is_workbook(path):
        with looking(actor):
            names = departments()
        found = cases.read_catalogue(path, names)
    else:
        found = cases.Catalogue(tuple(_of_json(path)), ())
    if not found.documents and not found.faults:
        raise CatalogueEmpty(name=path.name)
    return found


def _of_json(path: Path) -> list[dict[str, Any]]:
    read: Any = read_json(path)
    documents = read if isinstance(read, list) else [read]
    if not all(isinstance(each, dict) for each in documents):
        raise CatalogueUnreadable(name=path.name)
    return documents


def _is_workbook(path: Path) -> bool:
    return path.suffix.lower() == ".xlsx"


def _fault(each: cases.Fault) -> str:
    """Sheet, Excel's row and column, as far as the fault has them, and what is wrong."""
    where = (each.sheet, str(each.row or ""), each.column)
    return f"{' '.join(filter(None, where))}: {each.text}"
