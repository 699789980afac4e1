"""A partner searches the registry and is told what its record allows, and no more."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from pytest_django.fixtures import Settings

from sayeban.interop import answering
from sayeban.interop.reads import searching
from sayeban.interop.tests.makers import SYNC, Party, by_id, codes, partner, records
from sayeban.kit.units import Unit
from sayeban.people.tests.makers import national_id, register, rows_of, source_row
from sayeban.runtime.actor import Actor, Appointment
from sayeban.runtime.context import looking

pytestmark = pytest.mark.django_db
ELSEWHERE: dict[str, Any] = {"province": "10", "county": "1001", "centre": "1011"}


@pytest.fixture(autouse=True)
def _people(settings: Settings, tmp_path: Path) -> None:
    settings.HOME = tmp_path
    head = national_id(1)
    register(
        source_row(
            1,
            full_name="مریم می‌رضایی",
            birth_date=date(1980, 3, 21),
            mobile="+989121234567",
            postal_code="7391700000",
            address="آباده، خیابان امام",
        ),
        source_row(2, full_name="علی رضایی", head_national_id=head, birth_date=date(2001, 1, 1)),
        source_row(3, full_name="زهرا کریمی", birth_date=date(1970, 1, 1), **ELSEWHERE),
    )


def uins(found: list[dict[str, Any]]) -> list[str]:
    return [each["member_identifier"][0]["identifier_value"] for each in found]


def expression(query: dict[str, Any], entity: str = "Member") -> dict[str, Any]:
    value = {"expression": {"collection": entity, "query": query}}
    told = {"type": "ns:org:QueryType:expression", "value": value}
    return {"query_type": "expression", "query": told, "response_entity": entity}


def predicate(*pairs: dict[str, Any]) -> dict[str, Any]:
    return {"query_type": "predicate", "query": list(pairs), "response_entity": "Member"}


def ask(name: str, operator: str, value: object) -> dict[str, Any]:
    return {"attribute_name": name, "operator": operator, "attribute_value": value}


def status(party: Party, query: dict[str, Any]) -> str:
    """The code with which one search of a message is refused."""
    answer = party.post(SYNC, party.search(query))
    assert answer.status_code == 200, answer.content.decode()
    [item] = answer.json()["message"]["search_response"]
    assert item["status"] == "rjct"
    return str(item["status_reason_code"])


def test_a_household_is_found_by_the_identifier_of_any_member() -> None:
    party = partner()
    [one] = records(party.post(SYNC, party.search(by_id(2))))
    assert one["group_size"] == 2
    named = [m["demographic_info"]["identifier"][0]["identifier_value"] for m in one["member_list"]]
    assert named == [national_id(1), national_id(2)]
    assert one["group_head_info"]["demographic_info"]["name"] == {"full_name": "مریم می‌رضایی"}


def test_households_have_another_pseudonym_for_each_partner() -> None:
    told = []
    for name in ("welfare", "charity"):
        party = partner(name)
        [one] = records(party.post(SYNC, party.search(by_id(1))))
        told.append(one["group_identifier"][0]["identifier_value"])
    assert told[0] != told[1]
    assert str(rows_of("SELECT max(id) FROM people_household")[0][0]) not in told


def test_a_partner_finds_nobody_outside_its_provinces(monkeypatch: pytest.MonkeyPatch) -> None:
    party = partner()
    asked = party.search(by_id(3, "Member"))
    assert records(party.post(SYNC, asked)) == []
    # The control: with the places of another province the same question finds him.
    places = (Appointment("partner", Unit.of_province("10")),)
    elsewhere = Actor("client", "client:0", appointments=places)
    monkeypatch.setattr(answering, "looking", lambda _actor: looking(elsewhere))
    assert len(records(party.post(SYNC, party.search(by_id(3, "Member"))))) == 1


def test_a_record_says_what_the_partner_may_know_and_no_more() -> None:
    party = partner(attributes=["UIN", "county"])
    [one] = records(party.post(SYNC, party.search(by_id(1, "Member"))))
    assert set(one) == {"@type", "member_identifier", "demographic_info"}
    person = one["demographic_info"]
    assert set(person) == {"@type", "identifier", "address"}
    assert person["address"] == [
        {"@type": "Address", "sub_region_code": "0701", "country_code": "IR"}
    ]
    whole = partner("other")
    [more] = records(whole.post(SYNC, whole.search(by_id(1, "Member"))))
    assert more["demographic_info"]["phone_number"] == ["+989121234567"]
    assert more["demographic_info"]["address"][0]["address_line1"] == "آباده، خیابان امام"


def test_what_a_partner_may_not_know_it_may_not_ask_by() -> None:
    party = partner(attributes=["UIN"])
    assert status(party, expression({"county": {"$eq": "0701"}})) == "rjct.search_criteria.invalid"
    assert uins(
        records(
            partner("other").post(SYNC, Party("other", "").search(expression({"county": "0701"})))
        )
    ) == [national_id(1), national_id(2)]


@pytest.mark.parametrize(
    "query",
    [
        expression({"birth_date": {"$lt": "2000-01-01"}}),
        expression({"$and": [{"birth_date": {"$lte": "1999-12-31"}}, {"county": "0701"}]}),
        expression({"$or": [{"birth_date": {"$lt": "1985-01-01"}}, {"county": "9999"}]}),
        predicate({"expression1": ask("birth_date", "lt", "2000-01-01")}),
        predicate(
            {
                "seq_num": 1,
                "expression1": ask("county", "eq", "۰۷۰۱"),
                "condition": "not",
                "expression2": ask("birth_date", "ge", "2000-01-01"),
            }
        ),
        predicate(
            {"seq_num": 2, "expression1": ask("is_head", "eq", True)},
            {"seq_num": 1, "expression1": ask("UIN", "in", [national_id(1), national_id(2)])},
        ),
    ],
)
def test_each_kind_of_query_finds_the_same_person(query: dict[str, Any]) -> None:
    party = partner()
    assert uins(records(party.post(SYNC, party.search(query)))) == [national_id(1)]


@pytest.mark.parametrize(
    "query",
    [
        {"query_type": "graphql", "query": "{ member { name } }"},
        {"query_type": "idtype-value", "query": {"type": "UIN", "value": {"a": 1}}},
        {"query_type": "idtype-value", "query": {"type": "p.identifier) OR (true", "value": "1"}},
        {"query_type": "idtype-value", "query": {"type": "name", "value": "x"}},
        {"query_type": "idtype-value", "query": []},
        {"query_type": "predicate", "query": []},
        {"query_type": "predicate", "query": [{"expression1": ask("UIN", "like", "9")}]},
        {"query_type": "predicate", "query": [{"expression1": ask("UIN", "in", "9")}]},
        {"query_type": "predicate", "query": [{"condition": "and"}]},
        {"query_type": "predicate", "query": [{"seq_num": "x", "expression1": {}}]},
        expression({}),
        expression({"$nor": [{"UIN": "1"}]}),
        expression({"$and": []}),
        expression({"birth_date": {"$lt": "yesterday"}}),
        expression({"is_head": {"$lt": True}}),
        expression({"is_head": True}, "Group"),
        {"query_type": "expression", "query": {"value": {"expression": {"collection": "X"}}}},
    ],
)
def test_what_is_no_known_query_is_refused(query: dict[str, Any]) -> None:
    assert status(partner(), query) == "rjct.search_criteria.invalid"


def test_pages_follow_an_order_and_say_how_many_there_are() -> None:
    party = partner()
    query = expression({"county": {"$eq": "0701"}}) | {
        "sort": [{"attribute_name": "birth_date", "sort_order": "desc"}]
    }
    pages = [query | {"pagination": {"page_size": 1, "page_number": n}} for n in (1, 2, 3)]
    answer = party.post(SYNC, party.search(*pages))
    assert [uins(records(answer, n)) for n in (0, 1, 2)] == [
        [national_id(2)],
        [national_id(1)],
        [],
    ]
    told = answer.json()["message"]["search_response"][1]["pagination"]
    assert told == {"page_size": 1, "page_number": 2, "total_count": 2}


def test_an_unknown_order_is_refused() -> None:
    query = by_id(1, "Member", sort=[{"attribute_name": "name"}])
    assert status(partner(), query) == "rjct.sort.invalid"


def test_whoever_asks_for_too_many_is_told_to_ask_for_fewer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    party = partner()
    monkeypatch.setattr(searching, "MOST_RECORDS", 1)
    wanted = expression({"county": {"$eq": "0701"}})
    assert status(party, wanted) == "rjct.search.too_many_records_found"
    monkeypatch.setattr(searching, "MOST_RECORDS", 2)
    assert len(records(party.post(SYNC, party.search(wanted)))) == 2


def test_a_search_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    party = partner()
    slow = dict.fromkeys(searching._FROM, "FROM people_person p CROSS JOIN pg_sleep(20)")
    monkeypatch.setattr(searching, "_FROM", slow)
    monkeypatch.setattr(searching, "LONGEST_MS", 50)
    answer = party.post(SYNC, party.search(by_id(1, "Member")))
    assert answer.status_code == 504
    assert codes(answer) == ["err.request.timeout"]


def test_two_requests_with_one_name_are_one_too_many() -> None:
    party = partner()
    asked = party.search(by_id(1), by_id(1))
    asked["message"]["search_request"][1]["reference_id"] = "r0"
    first, second = party.post(SYNC, asked).json()["message"]["search_response"]
    assert first["status"] == "succ"
    assert second["status_reason_code"] == "rjct.reference_id.duplicate"


def test_every_person_who_was_told_of_is_in_the_audit_with_the_partner() -> None:
    party = partner()
    records(party.post(SYNC, party.search(by_id(1))))
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute("SELECT subject_id, rows FROM audit_look WHERE purpose = 'registry.partner'")
        [(told, count)] = cursor.fetchall()
        cursor.execute("SET ROLE sayeban_web")
    [(program,)] = rows_of("SELECT program FROM interop_partner")
    ids = [str(i) for (i,) in rows_of("SELECT id FROM people_person WHERE county = '0701'")]
    assert told.split() == [f"client:{program}", *ids]
    assert count == 2


def test_how_many_statements_a_page_takes_does_not_depend_on_its_rows() -> None:
    register(*(source_row(n, full_name="x") for n in range(10, 40)))
    party = partner()
    counts = []
    for size in (2, 30):
        wanted = expression({"county": {"$eq": "0701"}}, "Group")
        wanted["pagination"] = {"page_size": size}
        with Counted() as counted:
            records(party.post(SYNC, party.search(wanted)))
        counts.append(counted.count)
    assert counts[0] == counts[1]


class Counted:
    """The statements that run meanwhile."""

    def __enter__(self) -> "Counted":
        self.count = 0
        self._wrapper = connection.execute_wrapper(self._one)
        self._wrapper.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        self._wrapper.__exit__(None, None, None)

    def _one(self, execute: Any, *given: Any) -> Any:  # noqa: ANN401 - as Django asks
        self.count += 1
        return execute(*given)
