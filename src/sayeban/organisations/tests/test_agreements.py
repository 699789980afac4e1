"""Agreements with companies: two people, readiness, an end that stops at once (A-022, A-023)."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from sayeban.kit.refusals import Refusal
from sayeban.kit.units import Unit
from sayeban.organisations import agreements as rules
from sayeban.organisations.actions import keep_agreements
from sayeban.organisations.actions.keep_agreements import (
    AgreementTerms,
    activate_agreement,
    declare_company_ready,
    end_agreement,
    propose_agreement,
)
from sayeban.organisations.models import Agreement, Province, SupportInstitution, UtilityCompany
from sayeban.organisations.reads.agreements import AgreementFacts, agreement, agreements
from sayeban.runtime.actor import OPERATOR, Actor, Appointment
from sayeban.runtime.context import acting, looking

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
EXPERT = Actor("user", "e", 1, (Appointment("hq_expert", Unit.hq()),))
DEPUTY = Actor("user", "d", 2, (Appointment("hq_deputy", Unit.hq()),))
TERMS = AgreementTerms(
    publisher="behzisti",
    utility="gas",
    company="307",
    provinces=("07",),
    columns=("mobile",),
    legal_basis="بند (ی) تبصره ۸",
    purpose="معافیت",
    starts=date(2026, 3, 21),
    ends=None,
    contact_name="کریمی",
    contact_phone="071",
)


@pytest.fixture(autouse=True)
def _company() -> None:
    with acting(OPERATOR, NOW):
        Province.objects.get_or_create(code="07", defaults={"name": "فارس"})
        SupportInstitution.objects.get_or_create(code="behzisti", defaults={"name": "بهزیستی"})
        UtilityCompany.objects.get_or_create(
            code="307", utility="gas", province_id="07", defaults={"name": "گاز فارس"}
        )


def proposed() -> int:
    return propose_agreement(actor=EXPERT, at=NOW, terms=TERMS)


def in_force() -> int:
    number = proposed()
    activate_agreement(actor=DEPUTY, at=NOW, agreement=number)
    return number


def facts(number: int) -> AgreementFacts:
    with looking(OPERATOR):
        found = agreement(number, NOW)
    assert found is not None
    return found


def test_it_goes_from_proposal_to_readiness_by_two_people() -> None:
    number = proposed()
    states = [facts(number).state]
    activate_agreement(actor=DEPUTY, at=NOW, agreement=number)
    states.append(facts(number).state)
    declare_company_ready(actor=EXPERT, at=NOW, agreement=number, note="نامهٔ ۱۲")
    states.append(facts(number).state)
    assert states == ["proposed", "not_ready", "ready"]
    assert (facts(number).delivers, facts(number).company_name) == (True, "گاز فارس")


def test_whoever_proposes_does_not_put_into_force() -> None:
    number = propose_agreement(actor=DEPUTY, at=NOW, terms=TERMS)
    with pytest.raises(keep_agreements.AgreementSecondPerson):
        activate_agreement(actor=DEPUTY, at=NOW, agreement=number)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"purpose": " "}, "agreement.terms_missing"),
        ({"contact_phone": ""}, "agreement.terms_missing"),
        ({"columns": ("bill_id",)}, "agreement.columns"),
        ({"ends": date(2026, 3, 20)}, "agreement.span"),
        ({"company": "999"}, "agreement.company_unknown"),
        ({"provinces": ("07", "08")}, "agreement.company_unknown"),
        ({"provinces": ()}, "agreement.company_unknown"),
        ({"publisher": "nobody"}, "agreement.company_unknown"),
    ],
)
def test_terms_that_cannot_be_are_refused(changed: dict[str, Any], code: str) -> None:
    with pytest.raises(Refusal) as refused:
        propose_agreement(actor=EXPERT, at=NOW, terms=replace(TERMS, **changed))
    assert refused.value.code == code


def test_a_company_has_one_agreement_with_a_publisher_at_a_time() -> None:
    number = proposed()
    with pytest.raises(keep_agreements.AgreementRuns):
        proposed()
    end_agreement(actor=EXPERT, at=NOW, agreement=number, reason="شرایط تازه")
    assert [each.state for each in listed()] == ["ended"]
    proposed()
    assert [each.state for each in listed()] == ["proposed", "ended"]


def listed() -> list[AgreementFacts]:
    with looking(OPERATOR):
        found = agreements(NOW, utility="gas", company="307")
    return sorted(found, key=lambda each: each.ended_at is not None)


def test_steps_out_of_their_order_are_refused() -> None:
    number = proposed()
    with pytest.raises(keep_agreements.AgreementStep):
        declare_company_ready(actor=EXPERT, at=NOW, agreement=number, note="نامه")
    activate_agreement(actor=DEPUTY, at=NOW, agreement=number)
    with pytest.raises(keep_agreements.AgreementStep):
        activate_agreement(actor=DEPUTY, at=NOW, agreement=number)
    end_agreement(actor=EXPERT, at=NOW, agreement=number, reason="پایان")
    with pytest.raises(keep_agreements.AgreementStep):
        end_agreement(actor=EXPERT, at=NOW, agreement=number, reason="پایان")


def test_readiness_and_an_end_say_what_they_rest_on() -> None:
    number = in_force()
    with pytest.raises(keep_agreements.AgreementNoteMissing):
        declare_company_ready(actor=EXPERT, at=NOW, agreement=number, note=" ")
    with pytest.raises(keep_agreements.AgreementNoteMissing):
        end_agreement(actor=EXPERT, at=NOW, agreement=number, reason="")


def test_an_agreement_that_is_not_there_is_refused() -> None:
    with pytest.raises(keep_agreements.AgreementUnknown):
        activate_agreement(actor=DEPUTY, at=NOW, agreement=0)


MOMENTS = st.none() | st.just(NOW)
DAYS = st.sampled_from([NOW.date() + timedelta(days=each) for each in (-1, 0, 1)])


@given(
    activated=MOMENTS, ready=MOMENTS, ended=MOMENTS, starts=DAYS, ends=st.none() | DAYS
)  # fmt: skip
def test_the_database_opens_what_the_rule_says(
    activated: datetime | None,
    ready: datetime | None,
    ended: datetime | None,
    starts: date,
    ends: date | None,
) -> None:
    """One rule, two executions."""
    if (ready and not activated) or (ends and ends < starts):
        return
    with acting(OPERATOR, NOW):
        Agreement.objects.all().delete()
        Agreement.objects.create(
            publisher_id="behzisti", utility="gas", company="307", provinces=["07", "08"],
            legal_basis="x", purpose="x", contact_name="x", contact_phone="x", proposed_at=NOW,
            starts=starts, ends=ends, activated_at=activated, ready_at=ready, ended_at=ended,
        )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT feed_id FROM organisations_open_feeds('gas', '307', %s)", [NOW.date()]
        )
        found = {feed for (feed,) in cursor.fetchall()}
    steps = rules.Steps(starts, ends, activated, ready, None, None, ended)
    opens = rules.state(steps, NOW.date()) in rules.DELIVERS
    assert found == ({"behzisti.gas.07.307", "behzisti.gas.08.307"} if opens else set())
