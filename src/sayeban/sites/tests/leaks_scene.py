"""Companies of every kind with what is in their feeds, and programs of every kind that ask."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.test import Client

from sayeban.accounts.public import disable_client
from sayeban.exemptions import jobs as _jobs  # noqa: F401 - registers its kinds of jobs
from sayeban.exemptions.consumption_form import NDJSON
from sayeban.exemptions.public import make_snapshot
from sayeban.exemptions.tests.feeds.makers import (
    EXPERT,
    agreed,
    changes,
    program,
    published,
    token,
)
from sayeban.exemptions.tests.feeds.test_back import consumed
from sayeban.exemptions.tests.makers import NOW, bill_id, campaign, company
from sayeban.exemptions.tests.release_makers import approved, director, ground, released
from sayeban.interop.tests.makers import partner
from sayeban.kit.units import Unit
from sayeban.organisations.models import Agreement, SupportInstitution
from sayeban.organisations.public import end_agreement
from sayeban.runtime.actor import OPERATOR, SYSTEM
from sayeban.runtime.context import acting
from sayeban.sites.tests.leaks import (
    V1,
    Caller,
    Held,
    Household,
)

CENTRES = {
    "07": Unit("centre", "07", "0701", "7011"),
    "10": Unit("centre", "10", "1001", "1011"),
}
OWN = {
    "gas-307": {"behzisti.gas.07.307"},
    "gas-308": {"behzisti.gas.07.308", "emdad.gas.07.308"},
    "gas-310": {"behzisti.gas.10.310"},
    "power-207": {"behzisti.electricity.07.207"},
}
"""By program: another company, province, utility and publisher."""
ENDED = "behzisti.water.07.107"
WHOLE = frozenset({"exemption.read", "exemption.receipt", "exemption.consumption"})


@dataclass(frozen=True)
class Scene:
    """Six companies' feeds with one household each, and programs of all kinds."""

    held: dict[str, Held]
    callers: tuple[Caller, ...]

    def caller(self, name: str) -> Caller:
        return next(each for each in self.callers if each.name == name)


def _terms(feed: str) -> dict[str, Any]:
    publisher, utility, province, code = feed.split(".")
    return {"publisher": publisher, "utility": utility, "provinces": [province], "company": code}


def _introduced(feeds: set[str]) -> None:
    """One household in each feed, at its own address."""
    made = {"behzisti": campaign(), "emdad": campaign("c-emdad", publisher="emdad")}
    for serial, feed in enumerate(sorted(feeds), start=11):
        terms = _terms(feed)
        utility, code, [province] = terms["utility"], terms["company"], terms["provinces"]
        company(code, utility, province)
        approved(
            made[terms["publisher"]],
            CENTRES[province],
            bills={utility: bill_id(serial, utility, code)},
            full_name=f"Name{serial}",
            address=f"Street{serial}",
            postal_code=f"73917000{serial}",
        )
        agreed(**terms)
    isfahan = Unit.of_province("10")
    for given in (
        {},
        {"code": "c-emdad"},
        {"actor": director(isfahan), "unit": isfahan},
    ):
        published(released(**given).release_id)


def _held(feed: str, client: Client) -> Held:
    """What is in a feed, as the program of its own company finds it."""
    (change,) = changes(client, feed=feed).json()["data"]
    point, occupant = change["record"]["service_point"], change["record"]["occupant"]
    secrets = [change["exemption_id"], point["bill_id"], point["postal_code"], point["address"]]
    secrets += [occupant[each] for each in ("national_id", "full_name")]
    assert make_snapshot(actor=SYSTEM, at=NOW, feed_id=feed)
    manifest = client.get(f"{V1}/feeds/{feed}/snapshot").json()
    taken = client.post(
        f"{V1}/feeds/{feed}/consumption-reports",
        json.dumps(consumed(change["exemption_id"], 7)),
        content_type=NDJSON,
        headers={"Idempotency-Key": f"upload of {feed}"},
    )
    return Held(
        feed,
        Household(change["exemption_id"], point["bill_id"], tuple(secrets)),
        tuple(each["url"].rpartition("/")[2] for each in manifest["output"]),
        taken.json()["job_id"],
    )


def _callers(bearers: dict[str, str]) -> Iterator[Caller]:
    for name, feeds in OWN.items():
        yield Caller(name, bearers[name], frozenset(feeds), WHOLE)
    own = frozenset(OWN["gas-307"])
    for scope in sorted(WHOLE):
        name = scope.replace(".", "-")
        yield Caller(name, token(name, scopes=[scope], **MANY), own, frozenset({scope}))
    late = token("gas-307", NOW - timedelta(minutes=16))
    yield Caller("late", late, frozenset(), frozenset())
    closed = token("gas-closed", **MANY)
    disable_client(actor=EXPERT, at=NOW, client_id="gas-closed")
    yield Caller("closed", closed, frozenset(), frozenset())
    yield Caller("ended", bearers["water-107"], frozenset(), WHOLE)
    yield Caller("partner", partner().bearer, frozenset(), frozenset())
    yield Caller("nobody", "nothing", frozenset(), frozenset())


MANY: dict[str, Any] = {"per_minute": 1_000_000}


def made() -> Scene:
    """All of it; the agreement of ENDED is over."""
    ground()
    with acting(OPERATOR, NOW):
        SupportInstitution.objects.create(code="emdad", name="کمیتهٔ امداد")
    owners = {feed: name for name, feeds in OWN.items() for feed in feeds} | {ENDED: "water-107"}
    _introduced(set(owners))
    bearers: dict[str, str] = {}
    for feed, name in owners.items():
        if name not in bearers:
            terms = _terms(feed)
            bearers[name] = token(name, utility=terms["utility"], company=terms["company"], **MANY)
    held = {feed: _held(feed, program(bearers[name])) for feed, name in owners.items()}
    with acting(OPERATOR, NOW):
        water = Agreement.objects.get(utility="water").pk
    end_agreement(actor=EXPERT, at=NOW, agreement=water, reason="پایان همکاری")
    return Scene(held, tuple(_callers(bearers)))
