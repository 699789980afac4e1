"""sayeban rules: what headquarters does with rules and the numbers of the law."""

import itertools
import json
from argparse import Namespace
from collections.abc import Mapping
from typing import Any

from django.utils.timezone import now

from sayeban.cases.public import need_counts
from sayeban.country import jalali
from sayeban.country.today import today_of
from sayeban.eligibility import public as eligibility
from sayeban.facts.public import catalogue
from sayeban.runtime.context import looking
from sayeban.sites.commands.acting_user import actor_for
from sayeban.sites.commands.days import day_of, read_day
from sayeban.sites.commands.file_kinds import read_json
from sayeban.sites.commands.paths import check_files, check_out_file
from sayeban.sites.commands.rule_files import is_workbook, read_terms
from sayeban.sites.commands.rules_told import (
    approved_lines,
    checked_lines,
    drafted_lines,
    impact_lines,
    need_lines,
    run_lines,
    waiting_lines,
    written_lines,
)
from sayeban.sites.readable import Readable


def check(options: Namespace) -> Readable:
    """Judge a document, or all of a workbook, and read it aloud; nothing is kept."""
    actor = actor_for(options)
    if is_workbook(options.file):
        check_files([options.file])
        with looking(actor):
            told = eligibility.made_of_rules(options.file, lambda typed: _judged(typed.document))
        lines = itertools.chain.from_iterable(each.lines for each in told)
        return Readable({"rules": told}, lines)
    document = read_json(options.file)
    with looking(actor):
        return _judged(document)


def _judged(document: object) -> Readable:
    read = eligibility.read_document(document, catalogue(), eligibility.param_types())
    lines = eligibility.read_aloud(read.tree, eligibility.params_on(read.valid_from))
    aloud = [f"{'  ' * line.depth}{line.text}" for line in lines]
    told = {"rule": read.code, "valid_from": read.valid_from.isoformat(), "aloud": aloud}
    return Readable(told, checked_lines(read.title, read.code, read.valid_from, aloud))


def take(options: Namespace) -> Readable:
    """Make or change the draft of the rule."""
    actor = actor_for(options)
    if is_workbook(options.file):
        check_files([options.file])
        drafts = eligibility.import_workbook(actor=actor, at=now(), path=options.file)
        return Readable({"drafts": [_drafted(each) for each in drafts]}, drafted_lines(drafts))
    document, revision = read_json(options.file), options.revision
    made = eligibility.draft_rule(actor=actor, at=now(), document=document, revision=revision)
    return Readable(_drafted(made), drafted_lines([made]))


def _drafted(made: eligibility.Drafted) -> dict[str, Any]:
    told = {"number": made.number, "revision": made.revision, "changed": made.changed}
    return {"rule": made.code, **told}


def workbook(options: Namespace) -> Readable:
    """Write every rule: its draft, or what holds today."""
    check_out_file(options.out, ".xlsx")
    with looking(actor_for(options)):
        eligibility.write_workbook(options.out, today_of(now()))
    return Readable({"out": str(options.out)}, written_lines("همهٔ قاعده‌ها", options.out))


def approve(options: Namespace) -> Readable:
    """A second person puts the draft into force."""
    actor = actor_for(options)
    with looking(actor):
        number = eligibility.newest_number(options.rule)
    draft = {"number": number, "revision": options.revision}
    eligibility.approve_rule(actor=actor, at=now(), code=options.rule, **draft)
    told = {"rule": options.rule, "approved": True}
    return Readable(told, approved_lines(f"نسخهٔ {jalali.number(number)} قاعدهٔ {options.rule}"))


def export(options: Namespace) -> Readable:
    """Write a version as the file is named, or show it; `check` and `import` read all of these."""
    out = options.out
    check_out_file(out, ".json", ".xlsx")
    with looking(actor_for(options)):
        number = _number(options)
        document = eligibility.export_rule(options.rule, number)
        if out and is_workbook(out):
            eligibility.write_rule(out, options.rule, number)
            return _written(options, number)
    text = json.dumps(document, ensure_ascii=False, indent=2)
    if out is None:
        return Readable(document, text.splitlines())
    out.write_text(f"{text}\n", "utf-8")
    return _written(options, number)


def _written(options: Namespace, number: int) -> Readable:
    what = f"نسخهٔ {jalali.number(number)} قاعدهٔ {options.rule}"
    told = {"rule": options.rule, "out": str(options.out)}
    return Readable(told, written_lines(what, options.out))


def impact(options: Namespace) -> Readable:
    """Compare a version with the one that holds on its first day."""
    actor = actor_for(options)
    with looking(actor):
        number = _number(options)
    made = eligibility.preview_impact(actor=actor, at=now(), code=options.rule, number=number)
    told = {"against": made.against, "counts": made.counts, "sample": made.sample}
    lines = impact_lines(options.rule, number, made.against, made.counts)
    return Readable({"rule": options.rule, "number": number, **told}, lines)


def run(options: Namespace) -> Readable:
    """Ask the version of today about everybody."""
    made = eligibility.run_rule(actor=actor_for(options), at=now(), code=options.rule)
    told = {"number": made.number, "run": made.run_id, "counts": made.counts}
    lines = run_lines(options.rule, made.number, made.counts)
    return Readable({"rule": options.rule, **told}, lines)


def end(options: Namespace) -> Readable:
    """Let the rule say nothing from a day on, once a second person has approved that."""
    ends_on = read_day(options.on)
    given = {"code": options.rule, "ends_on": ends_on, "reason": options.reason}
    made = eligibility.end_rule(actor=actor_for(options), at=now(), **given)
    what = f"پایان قاعدهٔ {options.rule} از {jalali.long_form(ends_on)}"
    told = {"rule": options.rule, "end": made}
    return Readable(told, waiting_lines(what, made, "rules approve-end"))


def approve_end(options: Namespace) -> Readable:
    """A second person lets the end count."""
    eligibility.approve_end(actor=actor_for(options), at=now(), number=options.id)
    told = {"end": options.id, "approved": True}
    return Readable(told, approved_lines("پایان قاعده"))


def number(options: Namespace) -> Readable:
    """Enter a value of a parameter: {name, label, type, value, valid_from, legal_basis}."""
    terms = _terms(read_terms(options.file))
    made = eligibility.set_parameter(actor=actor_for(options), at=now(), terms=terms)
    told = {"parameter": terms.name, "number": made}
    return Readable(
        told, waiting_lines(f"مقدار پارامتر {terms.name}", made, "rules approve-number")
    )


def approve_number(options: Namespace) -> Readable:
    """A second person lets the value count from its day."""
    eligibility.approve_parameter(actor=actor_for(options), at=now(), number=options.id)
    told = {"number": options.id, "approved": True}
    return Readable(told, approved_lines("مقدار پارامتر"))


def need(options: Namespace) -> Readable:
    """How many the newest run says yes of and who have no case, by province; names nobody."""
    with looking(actor_for(options)):
        found = eligibility.found_by_rule(options.rule, today_of(now()))
        if found is None:
            raise eligibility.RuleNotInForce(rule=options.rule)
        counts = need_counts(found, "hq") if found.run_id else []
    told = [
        {"unit": str(each.unit), "yes": each.yes, "without": each.without, "unknown": each.unknown}
        for each in counts
    ]
    lines = need_lines(options.rule, found.run_id, told)
    return Readable({"rule": options.rule, "run": found.run_id, "counts": told}, lines)


def _terms(given: Mapping[str, Any]) -> eligibility.ParameterTerms:
    """The terms of a document; what is lacking is as good as empty, and so refused in words."""
    first = day_of(given, "valid_from")
    texts = {name: str(given.get(name, "")) for name in ("name", "label", "type", "legal_basis")}
    return eligibility.ParameterTerms(**texts, value=given.get("value"), valid_from=first)


def _number(options: Namespace) -> int:
    number: int = options.number or eligibility.newest_number(options.rule)
    return number
