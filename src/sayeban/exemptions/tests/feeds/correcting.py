"""Makers of corrections: households in the feeds of two companies, and the way up again."""

from datetime import datetime, timedelta
from typing import Any

from django.test import Client

from sayeban.accounts.machines import hashed
from sayeban.accounts.models import MachineToken
from sayeban.exemptions import reactions as _reactions  # noqa: F401 - registers its reactions
from sayeban.exemptions.actions.clear_candidate import clear_candidate
from sayeban.exemptions.actions.collect_row import collect_row
from sayeban.exemptions.models import (
    Campaign,
    Candidate,
    CandidateRow,
    Connection,
    Correction,
    Exemption,
    Row,
)
from sayeban.exemptions.tests import ladder, sheets_made
from sayeban.exemptions.tests.feeds.makers import agreed, changes, program, token, token_of
from sayeban.exemptions.tests.feeds.test_back import receipt, send
from sayeban.exemptions.tests.ladder import CENTRE, COUNTY, FORGIVEN, PROVINCE, WORKER, fresh
from sayeban.exemptions.tests.makers import NOW, bill_id, campaign, company
from sayeban.exemptions.tests.release_makers import approved, released
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting
from sayeban.runtime.outbox import deliver_next

GAS, OTHER_GAS = "behzisti.gas.07.307", "behzisti.gas.07.308"
POWER = "behzisti.electricity.07.207"
LATER = NOW + timedelta(minutes=5)
NOT_FOUND = "rjct.bill_id.not_found"


def deliver(at: datetime = NOW) -> None:
    assert next((True for _ in range(50) if not deliver_next(at)), False)


def opened() -> Campaign:
    """A campaign for gas and electricity, its worker trained, two companies of gas ready."""
    company("308")
    made = campaign(utilities=["gas", "electricity"])
    sheets_made.trained(made, WORKER)
    agreed()
    agreed(company="308")
    agreed(utility="electricity", company="207")
    return made


def household(made: Campaign, serial: int, **changed: Any) -> Row:
    """One that the province approved, with a private meter of gas and of electricity."""
    bills = {
        "gas": bill_id(serial, "gas", "307"),
        "electricity": bill_id(serial, "electricity", "207"),
    }
    given: dict[str, Any] = {"collected_by": WORKER.user_id, "collected_at": NOW, "bills": bills}
    return approved(made, CENTRE, **(given | changed))


def introduced() -> None:
    """The province's list is released and enters the feeds."""
    released()
    deliver()


def caller(utility: str = "gas", code: str = "307", at: datetime = NOW) -> Client:
    """The program of a company with its token of that moment."""
    client_id = f"{utility}-{code}"
    drawn = token_of(client_id, at)
    if not MachineToken.objects.filter(sha256=hashed(drawn)).exists():
        token(client_id, at, utility=utility, company=code)
    return program(drawn)


def told(client: Client, feed: str = GAS) -> list[tuple[str, str, int, str | None]]:
    """Operation, reason, version and bill id of each change."""
    return [
        (
            each["op"],
            each["reason"],
            each["version"],
            each["record"] and each["record"]["service_point"]["bill_id"],
        )
        for each in changes(client, feed=feed).json()["data"]
    ]


def standing(row: Row, utility: str = "gas") -> Exemption:
    with acting(OPERATOR, NOW):
        return Exemption.objects.get(row_id=row.pk, utility=utility, ended_on=None)


def says(
    client: Client, row: Row, code: str = NOT_FOUND, *, utility: str = "gas", key: str = "k" * 16
) -> None:
    """The company rejects what stands ("" = it accepts it), and the worker hears of it."""
    of = standing(row, utility)
    status = {"status_reason_code": code} if code else {}
    item = receipt(str(of.pk), "rjct" if code else "succ", of.version, **status)
    assert send(client, "receipts", [item], key, of.feed_id).status_code == 200
    deliver()


def notices(client: Client, row: Row, kind: str, key: str = "n" * 16, **more: str) -> None:
    of = standing(row)
    item = {"exemption_id": str(of.pk), "kind": kind, "noticed_on": "2026-11-20", **more}
    assert send(client, "notices", [item], key, of.feed_id).status_code == 200
    deliver()


def corrections(row: Row) -> list[tuple[str, str, str]]:
    """Utility, code and what became of it, of each correction of the row."""
    with acting(OPERATOR, NOW):
        found = Correction.objects.filter(row_id=row.pk).order_by("id")
        return list(found.values_list("utility", "code", "how"))


def suspicions() -> list[tuple[str, str, str, int]]:
    """Kind, subject, state and row of each that rests on what a company said."""
    with acting(OPERATOR, NOW):
        held = CandidateRow.objects.filter(candidate__kind__startswith="company.").order_by("id")
        return list(
            held.values_list("candidate__kind", "candidate__subject", "candidate__state", "row_id")
        )


def candidate_keys() -> list[str]:
    with acting(OPERATOR, NOW):
        return [str(each) for each in Candidate.objects.values_list("pk", flat=True)]


def clear(made: Campaign, why: str) -> None:
    (key,) = candidate_keys()
    clear_candidate(actor=ladder.DIRECTOR, at=LATER, code=made.code, key=key, why=why)


def set_bill(row: Row, bill: str) -> None:
    """Its gas meter, without anybody's collecting."""
    with acting(OPERATOR, NOW):
        Connection.objects.filter(row=row, utility="gas").update(bill_id=bill, ready=bool(bill))


def mended(row: Row, at: datetime = LATER, **values: str) -> None:
    """The collector types what is right now; the rest of the form stays."""
    collect_row(
        actor=WORKER,
        at=at,
        code=row.campaign.code,
        key=row.key,
        version=fresh(row).version,
        values={"location": "urban", **_stored(row), **values},
    )


def _stored(row: Row) -> dict[str, str]:
    said = {"type": "private", "channel": "phone", "source": "sms", "method": "typed"}
    with acting(OPERATOR, NOW):
        kept = dict(Connection.objects.filter(row=row).values_list("utility", "bill_id"))
    return {
        f"{utility}_{name}": value
        for utility, bill in kept.items()
        for name, value in {**said, "bill": bill}.items()
    }


def went_up(made: Campaign, at: datetime = LATER) -> None:
    """The same approvals as at first, and the next list."""
    ladder.sign(made, CENTRE, at)
    ladder.approved(made, CENTRE, at=at)
    ladder.approved(made, COUNTY, at=at, **FORGIVEN)
    signed(made, at)


def signed(made: Campaign, at: datetime = LATER) -> None:
    """The last approval, the list and its entry into the feeds."""
    ladder.approved(made, PROVINCE, at=at, **FORGIVEN)
    released(at=at)
    deliver(at)
