"""The documents of a client's own case, as he reads and sends them."""

from dataclasses import dataclass
from datetime import datetime

from sayeban.cases.models import Case, CaseDocument, Event
from sayeban.cases.rules import LACKING, MOST_HANDED


@dataclass(frozen=True, slots=True)
class OwnPaper:
    """One document of his open case. `state` is a code of rules.DOCUMENT_STATES.

    `refusal` is why it was refused, `handed` how many files he sent, `sent_at` when the one that
    is there came from his page. `may_take_back`: nobody has looked at it yet.
    """

    code: str
    title: str
    required: bool
    state: str
    refusal: str
    handed: int
    sent_at: datetime | None
    may_take_back: bool

    @property
    def may_send(self) -> bool:
        return self.state in LACKING and self.handed < MOST_HANDED


def own_papers(case_id: int, person_id: int) -> tuple[OwnPaper, ...]:
    """Those of an open case of this person within the scope of the running look, else none."""
    if not Case.objects.filter(pk=case_id, person_id=person_id, closed_on=None).exists():
        return ()
    went_on = last_step_on(case_id)
    columns = ("code", "title", "required", "state", "refusal", "handed", "by_client", "at")
    found = CaseDocument.objects.filter(case_id=case_id).order_by("id")
    return tuple(
        OwnPaper(
            *(code, title, required, state, refusal, handed),
            sent_at=at if by_client else None,
            may_take_back=is_his_alone(by_client, seen_at, at, went_on),
        )
        for code, title, required, state, refusal, handed, by_client, at, seen_at in (
            found.values_list(*columns, "seen_at")
        )
    )


def last_step_on(case_id: int) -> datetime | None:
    """When a step of the case was last ended."""
    found = Event.objects.filter(case_id=case_id, what="advanced").order_by("-at", "-id")
    return found.values_list("at", flat=True).first()


def is_his_alone(
    by_client: bool,
    seen_at: datetime | None,
    at: datetime | None,
    went_on: datetime | None,
) -> bool:
    """Whether nobody looked at a file of his or went on with it there."""
    if not by_client or seen_at is not None or at is None:
        return False
    return went_on is None or went_on < at
