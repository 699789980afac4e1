"""What the newest run of a rule found: for need-finding among people who did not apply."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db import connection

from sayeban.eligibility.models import RuleRun, RuleVersion
from sayeban.eligibility.reads.versions import in_force_on, ready, version_on
from sayeban.facts.public import Outcome, catalogued, missing

# One place for whoever asks what was decided: id, place and outcome of each subject of a run.
DECIDED: Final = """
SELECT subject_id, province, county, centre, outcome FROM eligibility_decision
WHERE run_id = %(run)s
"""
_MASKS: Final = """
SELECT met, unknown, count(*) FROM eligibility_decision
WHERE run_id = %(run)s AND outcome IS NULL GROUP BY met, unknown
"""


@dataclass(frozen=True, slots=True)
class FoundByRule:
    """The newest run over the nation of the version that holds; `run_id` 0 where none was made.

    `yes` and `unknown` are of the whole country.
    """

    code: str
    title: str
    subject: str
    service: str
    run_id: int
    day: date | None
    yes: int
    unknown: int


@dataclass(frozen=True, slots=True)
class OpenFact:
    """A fact that could still settle `subjects` unknown answers, and the register that knows it."""

    label: str
    register: str
    subjects: int


def found_by_rules(day: date) -> list[FoundByRule]:
    """Every rule that holds on the day."""
    return [_found(each) for each in in_force_on(day)]


def found_by_rule(code: str, day: date) -> FoundByRule | None:
    """One of them; None where no version holds."""
    held = version_on(code, day)
    return _found(held) if held else None


def _found(version: RuleVersion) -> FoundByRule:
    run = RuleRun.objects.filter(version=version, kind="nation").order_by("-id").first()
    counts = run.counts if run else {}
    return FoundByRule(
        *(version.rule.code, version.title, version.rule.subject, version.rule.service),
        run_id=run.pk if run else 0,
        day=run.day if run else None,
        yes=counts.get("yes", 0),
        unknown=counts.get("unknown", 0),
    )


def open_facts(run_id: int) -> list[OpenFact]:
    """Of the unknown answers within the reader's places; those that settle the most come first.

    A subject counts at each fact that could settle it. Equal masks are looked at once.
    """
    run = RuleRun.objects.select_related("version__rule").get(pk=run_id)
    tree = ready(run.version, run.day).tree
    with connection.cursor() as cursor:
        cursor.execute(_MASKS, {"run": run_id})
        masks = cursor.fetchall()
    found: Counter[str] = Counter()
    for met, unknown, count in masks:
        for key in missing(tree, Outcome(None, met, unknown)):
            found[key] += count
    facts = catalogued()
    return [OpenFact(facts[key].label, facts[key].register, n) for key, n in found.most_common()]
