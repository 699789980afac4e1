"""The documents of a case follow what is known of its client and what his form answers."""

from datetime import datetime
from typing import Final

from sayeban.cases.actions.finding import place_of
from sayeban.cases.models import Case, CaseDocument, Event
from sayeban.cases.reads.asked_papers import papers_of_case

_NOT_NEEDED: Final = "با پاسخ‌های فرم لازم نیست"


def ask_papers(case: Case, at: datetime) -> bool:
    """Ask what is asked of him now, inside a running command; whether a required one is missing.

    What already came or was judged by somebody stays as it is; what did not come and is not asked
    any more is waived, and its event says why. What was so waived and is asked again is missing.
    """
    asked = {each.code: each for each in papers_of_case(case)}
    there = {each.code: each for each in CaseDocument.objects.filter(case=case)}
    CaseDocument.objects.bulk_create(
        CaseDocument(case=case, code=code, title=p.title, required=p.required, **place_of(case))
        for code, p in asked.items()
        if code not in there
    )
    for code, paper in there.items():
        if paper.state == "missing" and code not in asked:
            _mark(case, paper, at, "waived", _NOT_NEEDED)
        elif paper.state == "waived" and paper.reason == _NOT_NEEDED and code in asked:
            _mark(case, paper, at, "missing", "")
    return CaseDocument.objects.filter(case=case, required=True, state="missing").exists()


def _mark(case: Case, paper: CaseDocument, at: datetime, state: str, reason: str) -> None:
    CaseDocument.objects.filter(pk=paper.pk).update(state=state, at=at, by=None, reason=reason)
    Event.objects.create(
        case=case,
        at=at,
        what="document",
        old=paper.state,
        new=f"{paper.code}:{state}",
        reason=reason,
        **place_of(case),
    )
