"""Who would enter and who would leave: counted before a version is approved."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from sayeban.eligibility.models import Impact, RuleVersion
from sayeban.eligibility.reads.asking import Asked, asked, kept_source, pairs
from sayeban.eligibility.reads.impact import params_json
from sayeban.eligibility.reads.versions import Ready, ready, version_of, version_on
from sayeban.eligibility.refusals import RuleChangedMeanwhile
from sayeban.eligibility.rights import AUTHORS
from sayeban.eligibility.rules import SAMPLE
from sayeban.kit.progress import Report, unwatched
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor

# Whom neither version says anything of but no is left out: they are the most, and nothing changes.
_PAIRS = """
CREATE TEMP TABLE pairs ON COMMIT DROP AS
SELECT id, province, before, after, met, unknown FROM ({pairs}) p
WHERE (after IS DISTINCT FROM false OR before IS DISTINCT FROM false)
  AND NOT EXISTS (SELECT FROM eligibility_override h
    WHERE h.subject_id = p.id AND h.rule_id = %(rule)s AND h.ended_at IS NULL)
"""
_EVERYBODY = """
SELECT province, count(*) FROM {source} s
WHERE NOT EXISTS (SELECT FROM eligibility_override h
  WHERE h.subject_id = s.id AND h.rule_id = %(rule)s AND h.ended_at IS NULL)
GROUP BY province
"""
_COUNTS = "SELECT province, before, after, count(*) FROM pairs GROUP BY province, before, after"
# Those of each kind that a hash puts first: anybody could be among them, and again the same.
_SAMPLE = """
SELECT id, met, unknown, after FROM pairs
WHERE {kind} ORDER BY hashint8extended(id, %s) LIMIT %s
"""
_PARTS = 4
"""As long as counting and sampling take, so many times comparing takes and once more."""
KINDS = {
    "enters": "after AND before IS NOT TRUE",
    "leaves": "before AND after IS FALSE",
    "unsure": "before AND after IS NULL",
}
# Whom nothing changes for: shown where the kinds above leave room.
_OTHERS = {
    "unknown": "after IS NULL AND before IS NOT TRUE",
    "stays": "before AND after",
}
_ALL_NO = """
SELECT id FROM {source} s ORDER BY hashint8extended(id, %s) LIMIT %s
"""


@dataclass(frozen=True, slots=True)
class Counted:
    """The impact that was kept, and what it says."""

    impact_id: int
    against: int | None
    counts: dict[str, Any]
    sample: list[dict[str, Any]]


@action("eligibility.preview_impact", posts=AUTHORS, operator=True, about=("code", "number"))
def preview_impact(
    *,
    actor: Actor,
    at: datetime,
    code: str,
    number: int,
    sha256: str = "",
    report: Report = unwatched,
) -> Counted:
    """Compare a version with the one that holds on its first day, over everybody.

    `sha256` is the fingerprint of the tree that was seen when the counting was asked for, ""
    where it is asked for at once. Refuses rule.unknown, rule.changed_meanwhile,
    condition.invalid and condition.parameter_missing.
    """
    version = version_of(code, number)
    if sha256 not in ("", version.tree_sha256):
        raise RuleChangedMeanwhile(rule=code, revision=version.revision)
    report(0, _PARTS)
    new, old = ready(version, version.valid_from), _against(version)
    _compare(pairs(new, old), new.rule.pk)
    report(_PARTS - 1, _PARTS)
    made = Impact.objects.create(
        version=version,
        tree_sha256=version.tree_sha256,
        against=old.version if old else None,
        params=params_json(new.params),
        counts=_counts(_everybody(new)),
        sample=_sample(version.pk) or _some(new, version.pk),
        made_at=at,
        made_by=actor.user_id,
    )
    against = old.version.number if old else None
    return Counted(made.pk, against, made.counts, made.sample)


def _against(version: RuleVersion) -> Ready | None:
    held = version_on(version.rule.code, version.valid_from)
    return ready(held, version.valid_from) if held and held.pk != version.pk else None


def _compare(compared: Asked, rule: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS pairs")
        cursor.execute(_PAIRS.format(pairs=compared.sql), {**compared.given, "rule": rule})


def kinds_of(before: bool | None, after: bool | None) -> list[str]:
    """What a pair counts as."""
    found = [
        ("enters", after is True and before is not True),
        ("leaves", before is True and after is False),
        ("unsure", before is True and after is None),
        ("stays", before is True and after is True),
        ("unknown", after is None),
        ("yes", after is True),
    ]
    return [name for name, holds in found if holds]


COLUMNS = ("enters", "leaves", "unsure", "stays", "unknown", "yes", "no")


def _everybody(new: Ready) -> dict[str, int]:
    """By province of how many the version is asked: whom a human decided about is not counted."""
    with connection.cursor() as cursor:
        cursor.execute(_EVERYBODY.format(source=kept_source(new)), {"rule": new.rule.pk})
        return dict(cursor.fetchall())


def _counts(everybody: Mapping[str, int]) -> dict[str, Any]:
    total: Counter[str] = Counter()
    provinces: dict[str, Counter[str]] = {province: Counter() for province in everybody}
    with connection.cursor() as cursor:
        cursor.execute(_COUNTS)
        for province, before, after, count in cursor.fetchall():
            for kind in kinds_of(before, after):
                total[kind] += count
                provinces.setdefault(province, Counter())[kind] += count
    for province, of in provinces.items():
        of["no"] = max(everybody.get(province, 0) - of["yes"] - of["unknown"], 0)
        total["no"] += of["no"]
    told = {kind: total[kind] for kind in COLUMNS}
    by_province = {
        code: {kind: of[kind] for kind in COLUMNS} for code, of in sorted(provinces.items())
    }
    return told | {"provinces": by_province}


def _sample(seed: int) -> list[dict[str, Any]]:
    """Half of who enters, the rest of who leaves or is in doubt, as far as there are some; what
    they leave is filled with whom nothing changes for."""
    moved = _spread(_of_kinds(KINDS, seed, SAMPLE), SAMPLE, KINDS)
    return moved + _spread(_of_kinds(_OTHERS, seed, SAMPLE), SAMPLE - len(moved), _OTHERS)


def _of_kinds(kinds: Mapping[str, str], seed: int, most: int) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    with connection.cursor() as cursor:
        for kind, condition in kinds.items():
            cursor.execute(_SAMPLE.format(kind=condition), [seed, most])
            found += [
                {"kind": kind, "subject": id_, "met": met, "unknown": unknown, "outcome": after}
                for id_, met, unknown, after in cursor.fetchall()
            ]
    return found


def _some(new: Ready, seed: int) -> list[dict[str, Any]]:
    """Where both versions say no of everybody: some of them, so that their reasons are read."""
    with connection.cursor() as cursor:
        cursor.execute(_ALL_NO.format(source=kept_source(new)), [seed, SAMPLE])
        question = asked(new, [subject for (subject,) in cursor.fetchall()])
        cursor.execute(
            f"SELECT id, met, unknown FROM ({question.sql}) AS asked WHERE outcome = false"
            " ORDER BY id",
            question.given,
        )
        return [
            {"kind": "no", "subject": id_, "met": met, "unknown": unknown, "outcome": False}
            for id_, met, unknown in cursor.fetchall()
        ]


def _spread(found: list[dict[str, Any]], most: int, kinds: Iterable[str]) -> list[dict[str, Any]]:
    """So many in all, of each kind as many as the others leave room for."""
    by_kind = [[each for each in found if each["kind"] == kind] for kind in kinds]
    turns = (of[turn] for turn in range(SAMPLE) for of in by_kind if turn < len(of))
    taken = [each for each, _ in zip(turns, range(most), strict=False)]
    return [each for kind in kinds for each in taken if each["kind"] == kind]
