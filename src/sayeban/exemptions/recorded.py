"""What names persons, for pages and commands alike: who may see it, and that he has looked."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sayeban.audit.events import look
from sayeban.exemptions import rights
from sayeban.exemptions.reads.loads import Filter, write_rejected
from sayeban.exemptions.reads.sample_sheet import sample_sheet
from sayeban.exemptions.reads.violations import (
    OLDEST_FIRST,
    CandidateLine,
    candidate_lines,
    candidates_page,
    one_candidate,
)
from sayeban.exemptions.sample_book import write_sample
from sayeban.kit.ordering import Order
from sayeban.kit.units import Unit
from sayeban.runtime.actor import Actor
from sayeban.runtime.refusals import AccessDenied


@dataclass(frozen=True, slots=True)
class Part:
    """Which candidates of a state: from behind an id on, in an order; all of them without size."""

    after: int = 0
    order: Order = OLDEST_FIRST
    size: int | None = None


@dataclass(frozen=True, slots=True)
class Candidates:
    """Candidates of one state; `more` of them follow behind the last one."""

    lines: tuple[CandidateLine, ...]
    more: bool


def review_candidates(
    actor: Actor, code: str, parts: Mapping[str, Part] | None = None
) -> dict[str, Candidates]:
    """Violation candidates by state, as `parts` asks: every open one where it does not."""
    _check(actor, rights.REVIEWERS)
    asked = parts or {"open": Part()}
    found = {state: _part(code, state, part) for state, part in asked.items()}
    shown = [line for part in found.values() for line in part.lines]
    _look(actor, "review", "exemptions.candidate", code, sum(len(line.rows) for line in shown))
    return found


def _part(code: str, state: str, part: Part) -> Candidates:
    if part.size is None:
        return Candidates(tuple(candidate_lines(code, state)), more=False)
    lines, more = candidates_page(code, state, part.order, after=part.after, size=part.size)
    return Candidates(tuple(lines), more)


def review_candidate(actor: Actor, code: str, key: int) -> CandidateLine | None:
    """One candidate, open or decided; None when there is none within his places."""
    _check(actor, rights.REVIEWERS)
    found = one_candidate(code, key)
    if found:
        _look(actor, "review", "exemptions.candidate", found.key, len(found.rows))
    return found


def download_sample(actor: Actor, code: str, unit: Unit, out: Path) -> int:
    """Write the drawn rows of a unit as a workbook to be filled in; how many."""
    _check(actor, rights.SAMPLE_READERS)
    lines = sample_sheet(code, unit)
    write_sample(lines, out)
    _look(actor, "download", "exemptions.sample", f"{code}/{unit}", len(lines))
    return len(lines)


def download_rejected(actor: Actor, code: str, wanted: Filter, out: Path) -> int:
    """Write the rejected rows that `wanted` chooses, with the counts of every file; how many."""
    _check(actor, rights.HEADQUARTERS)
    rows = write_rejected(code, wanted, out)
    _look(actor, "correct_load", "exemptions.rejected", code, rows)
    return rows


def _check(actor: Actor, posts: frozenset[str]) -> None:
    if actor.kind == "user" and not actor.posts & posts:
        raise AccessDenied


def _look(actor: Actor, purpose: str, subject: str, subject_id: str, rows: int) -> None:
    look(user_id=actor.user_id, purpose=purpose, subject=subject, subject_id=subject_id, rows=rows)
