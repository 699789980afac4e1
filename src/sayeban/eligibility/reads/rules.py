"""Rules and their versions as lists and pages show them."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sayeban.eligibility.models import Rule, RuleRun, RuleVersion
from sayeban.eligibility.reads.versions import document_of, in_force_on, version_of
from sayeban.eligibility.workbook.writing import write_rules


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One version; `state` as in rules.STATES, and whether it holds on the day asked about."""

    code: str
    number: int
    title: str
    subject: str
    institution: str
    service: str
    applies_to: str
    legal_basis: str
    valid_from: date
    state: str
    revision: int
    in_force: bool
    author: int | None
    authored_at: datetime
    approver: int | None
    approved_at: datetime | None
    returned_reason: str


def rule_versions(day: date, code: str = "") -> list[VersionRow]:
    """All versions of all rules, or of one; the newest of each first."""
    held = {each.pk for each in in_force_on(day)}
    found = RuleVersion.objects.select_related("rule").order_by("rule__code", "-number")
    return [
        version_row(each, each.pk in held)
        for each in (found.filter(rule__code=code) if code else found)
    ]


def titles() -> dict[str, str]:
    """What each rule is called, by its code: as its newest version says."""
    found = RuleVersion.objects.order_by("rule__code", "number")
    return dict(found.values_list("rule__code", "title"))


def titles_by_id() -> dict[str, str]:
    """What each rule is called, by its number in the database as text."""
    found = RuleVersion.objects.order_by("rule__code", "number")
    return {str(rule): title for rule, title in found.values_list("rule_id", "title")}


def titles_in_force(day: date) -> dict[str, str]:
    """What each rule that holds on a day is called, by its code."""
    return {each.rule.code: each.title for each in in_force_on(day)}


def version_row(each: RuleVersion, held: bool) -> VersionRow:
    """A version for a list."""
    rule: Rule = each.rule
    return VersionRow(
        *(rule.code, each.number, each.title, rule.subject, rule.institution, rule.service),
        *(each.applies_to, each.legal_basis, each.valid_from, each.state, each.revision, held),
        *(each.author, each.authored_at, each.approver, each.approved_at, each.returned_reason),
    )


def export_rule(code: str, number: int) -> dict[str, Any]:
    """A version as a document that `draft_rule` reads again. Refuses rule.unknown."""
    return document_of(version_of(code, number)).as_json()


def write_rule(path: Path, code: str, number: int) -> None:
    """The same as a workbook. Refuses rule.unknown."""
    version = version_of(code, number)
    revision = version.revision if version.state == "draft" else 0
    write_rules([(document_of(version), revision)], path)


def write_workbook(path: Path, day: date) -> None:
    """Every rule as a workbook: its draft, or else the version that holds on the day."""
    drafts = RuleVersion.objects.filter(state="draft").select_related("rule")
    versions = {each.rule_id: (each, 0) for each in in_force_on(day)}
    versions |= {each.rule_id: (each, each.revision) for each in drafts}
    found = sorted(versions.values(), key=lambda pair: pair[0].rule.code)
    write_rules(((document_of(each), revision) for each, revision in found), path)


def newest_number(code: str) -> int:
    """The number of a rule's newest version; 0 where it has none."""
    newest = RuleVersion.objects.filter(rule__code=code).order_by("-number").first()
    return newest.number if newest else 0


@dataclass(frozen=True, slots=True)
class RunRow:
    """One run with what it counted."""

    id: int
    code: str
    number: int
    kind: str
    day: date
    run_at: datetime
    counts: dict[str, Any]


def runs_of(code: str) -> list[RunRow]:
    """The newest twenty runs of a rule over the nation."""
    found = RuleRun.objects.filter(version__rule__code=code, kind="nation")
    newest = found.select_related("version").order_by("-id")[:20]
    return [
        RunRow(each.pk, code, each.version.number, each.kind, each.day, each.run_at, each.counts)
        for each in newest
    ]
