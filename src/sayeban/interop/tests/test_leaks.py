"""No partner is told of a person outside its provinces, nor an attribute beyond its record."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pytest_django.fixtures import Settings

from sayeban.interop import answering
from sayeban.interop.attributes import ATTRIBUTES
from sayeban.interop.tests.makers import SYNC, Party, by_id, partner
from sayeban.kit.units import Unit
from sayeban.people.tests.makers import national_id, register, source_row
from sayeban.runtime.actor import Actor, Appointment
from sayeban.runtime.context import looking

pytestmark = pytest.mark.django_db

PLACES = {
    "07": {"province": "07", "county": "0701", "centre": "7011"},
    "10": {"province": "10", "county": "1001", "centre": "1011"},
}
PEOPLE = {"07": 61, "10": 62}
SECRETS = {
    province: {
        "UIN": national_id(serial),
        "name": f"Name{serial}",
        "birth_date": f"19{serial}-03-21",
        "phone_number": f"+9891212345{serial}",
        "postal_code": f"73917000{serial}",
        "address": f"Street{serial}",
        "county": PLACES[province]["county"],
    }
    for province, serial in PEOPLE.items()
}
"""By province what is known of its one person, by the attribute that tells it."""


@pytest.fixture(autouse=True)
def _people(settings: Settings, tmp_path: Path) -> None:
    settings.HOME = tmp_path
    register(
        *(
            source_row(
                serial,
                full_name=f"Name{serial}",
                birth_date=date(1900 + serial, 3, 21),
                mobile=f"+9891212345{serial}",
                postal_code=f"73917000{serial}",
                address=f"Street{serial}",
                **PLACES[province],
            )
            for province, serial in PEOPLE.items()
        )
    )


def questions(province: str) -> Iterator[dict[str, Any]]:
    """Every way to ask for the person of a province: by each attribute, for each entity."""
    secrets = SECRETS[province]
    for entity in ("Group", "Member"):
        yield by_id(PEOPLE[province], entity)
        for name in ("UIN", "birth_date", "postal_code", "county"):
            value = secrets[name]
            yield {
                "query_type": "expression",
                "query": {
                    "type": "ns:org:QueryType:expression",
                    "value": {
                        "expression": {"collection": entity, "query": {name: {"$eq": value}}}
                    },
                },
                "response_entity": entity,
            }


def told(party: Party, province: str) -> set[str]:
    """What a partner is told of a person, by attribute; what it wrote itself is nothing told."""
    found = set()
    for question in questions(province):
        answer = party.post(SYNC, party.search(question))
        assert answer.status_code == 200
        said, asked = answer.content.decode(), str(question)
        found |= {
            name
            for name, secret in SECRETS[province].items()
            # Four digits of a county stand in many a message id.
            if (f'"{secret}"' if name == "county" else secret) in said and secret not in asked
        }
    return found


def test_a_partner_is_told_of_its_own_province_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    for own, other in (("07", "10"), ("10", "07")):
        party = partner(f"of-{own}", provinces=[own])
        assert told(party, own) == set(SECRETS[own])
        assert told(party, other) == set()
    # The control: with the places of the other province it would be told.
    places = (Appointment("partner", Unit.of_province("07")),)
    elsewhere = Actor("client", "client:0", appointments=places)
    monkeypatch.setattr(answering, "looking", lambda _actor: looking(elsewhere))
    assert told(party, "07") == set(SECRETS["07"])


@pytest.mark.parametrize("name", ATTRIBUTES)
def test_a_partner_is_told_the_attributes_of_its_record_alone(name: str) -> None:
    party = partner(attributes=[name])
    assert told(party, "07") <= {name}


def test_each_attribute_is_told_to_whom_it_is_named() -> None:
    """The control: the search sees each of them."""
    assert told(partner(), "07") == set(SECRETS["07"]) <= set(ATTRIBUTES)
