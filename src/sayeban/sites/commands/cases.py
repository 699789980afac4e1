"""sayeban catalogue check | import | export | publish | samples; cases simulate | late | redate."""

import json
from argparse import Namespace
from dataclasses import asdict
from pathlib import Path
from typing import Any, ClassVar

from django.utils.timezone import now

from sayeban.cases import public as cases
from sayeban.kit.refusals import Refusal
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import looking
from sayeban.sites.commands.acting_user import actor_for
from sayeban.sites.commands.paths import check_files, check_out_file
from sayeban.sites.samples.loading import load_samples


class CatalogueUnreadable(Refusal):
    """A file is no JSON, or holds no services."""

    code: ClassVar[str] = "service.file_unreadable"
    sentence: ClassVar[str] = (
        "فایل «{name}» فهرست خدمات به شکل JSON نیست. خروجی catalogue export را نمونه بگیرید."
    )


def check(options: Namespace) -> dict[str, Any]:
    """Judge documents; nothing is kept."""
    documents = [cases.read_service(each) for each in _read(options.file)]
    with looking(actor_for(options)):
        problems = {each.code: cases.check_service(each) for each in documents}
    said = {code: [each.sentence for each in found] for code, found in problems.items() if found}
    return {"services": len(documents), "problems": said}


def take(options: Namespace) -> dict[str, Any]:
    """Save documents as drafts, or put them in force."""
    changed = cases.import_services(
        actor=actor_for(options), at=now(), documents=_read(options.file), publish=options.publish
    )
    return {"changed": changed, "published": bool(options.publish)}


def export(options: Namespace) -> dict[str, Any]:
    """Write the newest version of every service."""
    check_out_file(options.out)
    with looking(actor_for(options)):
        documents = cases.catalogue_documents()
    options.out.write_text(json.dumps(documents, ensure_ascii=False, indent=1), encoding="utf-8")
    return {"out": str(options.out), "services": len(documents)}


def publish(options: Namespace) -> dict[str, Any]:
    """Put the draft in force as it stands now."""
    actor, code = actor_for(options), options.service
    with looking(actor):
        revision = cases.service(code).revision
    number = cases.publish_service(actor=actor, at=now(), service=code, revision=revision)
    return {"service": code, "number": number}


def load(options: Namespace) -> dict[str, Any]:
    """Put the sample services in force, with forms and rules; one writes, another one approves."""
    writer = actor_for(options)
    second = actor_for(Namespace(as_user=options.second))
    return asdict(load_samples(writer=writer, second=second, at=now()))


def simulate(options: Namespace) -> dict[str, Any]:
    """Make up cases of persons of the register."""
    made = cases.simulate(
        actor=OPERATOR,
        at=now(),
        service=options.service,
        cases=options.cases,
        days=options.days,
        confirmed=options.made_up,
    )
    return {"service": options.service, **made.as_json()}


def late(options: Namespace) -> dict[str, Any]:
    """What the evening does about lateness."""
    del options
    told = cases.tell_late(actor=OPERATOR, at=now())
    questions = cases.tell_questions(actor=OPERATOR, at=now())
    measured = cases.measure(actor=OPERATOR, at=now())
    return {**told.as_json(), "questions": questions, "measured": measured}


def redate(options: Namespace) -> dict[str, Any]:
    """What follows a change of the calendar."""
    del options
    return cases.redate(actor=OPERATOR, at=now()).as_json()


def _read(path: Path) -> list[dict[str, Any]]:
    check_files([path])
    try:
        read = json.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        raise CatalogueUnreadable(name=path.name) from None
    documents = read if isinstance(read, list) else [read]
    if not all(isinstance(each, dict) for each in documents):
        raise CatalogueUnreadable(name=path.name)
    return documents
