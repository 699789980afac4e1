"""A whole campaign by the command line, each command answering what is documented."""

import json
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from sayeban.exemptions.models import Hook, Signal
from sayeban.exemptions.tests.books import hq_book, line
from sayeban.exemptions.tests.feeds.makers import agreed
from sayeban.exemptions.tests.makers import NOW, bill_id, national_id
from sayeban.exemptions.tests.sheets_made import complete, fill
from sayeban.facts.inquiries.fake.server import running
from sayeban.facts.public import FakeRegisters, seed_facts, seed_registers
from sayeban.interop.tests.receiver import receiver
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting
from sayeban.sites.tests.command_line import (
    ANSWERS,
    OF_CASES,
    OF_PROCESSES,
    OF_RULES,
    Thread,
    commands,
)

pytestmark = pytest.mark.django_db

STAFF = {
    "hq.expert": ("hq_expert", "hq"),
    "director": ("director_general", "07"),
    "province.expert": ("province_expert", "07"),
    "county.head": ("county_head", "0701"),
    "county.expert": ("county_expert", "0701"),
    "centre.head": ("centre_head", "centre:7011"),
    "technical": ("technical_head", "centre:7011"),
}
PEOPLE = [national_id(number) for number in range(1, 9)]


def prepare(thread: Thread) -> None:
    """Companies, centres and staff."""
    companies = "code,utility,province,name\n307,gas,07,گاز فارس\n107,water,07,آبفای فارس\n"
    assert thread.says("company import", thread.file("c.csv", companies))["accepted"] == 2
    places = thread.file("d.csv", "code,province,name\n0701,07,آباده\n")
    assert thread.says("divisions import", places)["unchanged"] == 1
    centres = thread.file("m.csv", "کد مرکز,شهرستان,نام مرکز\n7011,0701,مرکز یک\n")
    assert thread.says("centre import", centres)["accepted"] == 1
    for user, (post, unit) in STAFF.items():
        arguments = (user, "--post", post, "--unit", unit, "--password-stdin")
        thread.says("staff add", *arguments, typed="one long password 7\n")
    thread.says("staff add", "spare", "--post", "observer", "--unit", "07")
    listed = "نام کاربری,نام و نام خانوادگی,سمت,کد واحد\nworker,مینا کریمی,مددکار,centre:7011\n"
    assert thread.says("staff import", thread.file("s.csv", listed))["accepted"] == 1
    assert thread.says("staff disable", "spare") == {"user": "spare", "disabled": True}
    stand_in = ("--post", "director_general", "--unit", "07", "--deputy", "province.expert")
    days = ("--from", "1405/12/01", "--until", "1405/12/02")
    assert thread.says("staff deputy", "director", *stand_in, *days)["until"] == "2027-02-21"
    thread.says("calendar close", "1405/10/05", "--reason", "آلودگی هوا", "--unit", "07")
    thread.says("calendar weekend", "thu", "fri", "--unit", "07")
    know(thread)
    assert thread.says("events") == {"failing": []}
    thread.says("events", "--replay")


def know(thread: Thread) -> None:
    """The catalogue of facts goes out, and what it says comes in again with one more."""
    with acting(OPERATOR, NOW):
        seed_facts()
    listed: Any = thread.says("facts show")["facts"]
    kept = [each for each in listed if each["kind"] != "derived"]
    kept.append({"key": "new_one", "type": "bool", "subject": "person", "label": "تازه"})
    told = thread.file("facts.json", json.dumps(kept, ensure_ascii=False))
    assert thread.says("facts define", told)["defined"] == len(kept)
    assert len(thread.says("facts show")["facts"]) == len(listed) + 1
    assert thread.says("facts retire", "new_one") == {"retired": "new_one"}
    assert thread.says("facts refresh")["parts"] == 1


def hand_down(thread: Thread) -> Path:
    """From opening to the centre's worksheet."""
    terms = ("--title", "معافیت قبوض", "--starts", "1405/09/01", "--utilities", "gas,water")
    assert thread.says("campaign open", "c1", *terms, "--as", "hq.expert")["days"] == 10
    book = hq_book(thread.folder / "hq.xlsx", [line(each) for each in PEOPLE])
    loaded = thread.says("campaign load", "c1", book, "--report", thread.folder / "load.xlsx")
    assert (loaded["rows"], loaded["accepted"]) == (8, 8)
    known = "کد ملی,نام و نام خانوادگی,استان,شهرستان,مستمری بگیر\n"
    known += f"{PEOPLE[0]},زهرا کریمی,فارس,آباده,بلی\n"
    assert thread.says("people import", thread.file("p.csv", known))["accepted"] == 1
    sheets = thread.folder / "sheets"
    assert thread.says("campaign split", "c1", "--out", sheets)["rows"] == 8
    thread.says("campaign receive", "c1", "--unit", "0701", "--as", "county.expert")
    trained = ("--centre", "7011", "--worker", "worker", "--as", "technical")
    thread.says("campaign train", "c1", *trained)
    return sheets / "07/0701/7011.xlsx"


def collect(thread: Thread, sheet: Path) -> None:
    """Each row a bill of its own, but for two pairs that name one bill each."""
    typed = {each: complete(number) for number, each in enumerate(PEOPLE, 1)}
    for first, second in ((0, 1), (2, 3)):
        typed[PEOPLE[second]] |= {"gas_bill": bill_id(first + 1, "gas")}
    fill(sheet, typed)
    report = thread.folder / "collected.xlsx"
    taken = thread.says("campaign collect", "c1", sheet, "--as", "worker", "--report", report)
    assert (taken["accepted"], taken["flagged"]) == (8, {"bill_id.taken": 4, "document.missing": 8})
    for user in ("worker", "centre.head"):
        thread.says("campaign declare", "c1", "--unit", "centre:7011", "--as", user)


def decide(thread: Thread) -> None:
    """One suspicion is cleared, one confirmed against one row."""
    found = thread.says("campaign violations", "c1", "--as", "county.head")["candidates"]
    assert isinstance(found, list)
    cleared, confirmed = sorted(found, key=lambda each: str(each["subject"]))
    why = ("--why", "same_household", "--reason", "پدر و پسر")
    thread.says("campaign violations", "c1", "--clear", cleared["key"], *why, "--as", "county.head")
    against = ("--row", PEOPLE[3], "--reason", "قبض همسایه")
    thread.says(
        *("campaign violations", "c1", "--confirm", confirmed["key"], *against),
        *("--as", "county.head"),
    )


def check(thread: Thread, unit: str, expert: str) -> None:
    """Draw the sample, find every row right, send the results."""
    sheet = thread.folder / f"sample-{unit}.xlsx"
    place = ("c1", "--unit", unit, "--as", expert)
    assert thread.says("campaign sample", *place, "--out", sheet)["drawn"] == 5
    book = openpyxl.load_workbook(sheet)
    rows = book.worksheets[0]
    column = next(cell.column for cell in rows[1] if cell.value == "نتیجه")
    for number in range(2, rows.max_row + 1):
        rows.cell(number, column).value = "درست"
    book.save(sheet)
    assert thread.says("campaign sample", *place, "--results", sheet)["accepted"] == 5


def climb(thread: Thread) -> Iterator[object]:
    """Approval by centre, county and province, each after its sample."""
    for unit, head, expert in (
        ("centre:7011", "centre.head", ""),
        ("0701", "county.head", "county.expert"),
        ("07", "director", "province.expert"),
    ):
        if expert:
            check(thread, unit, expert)
        place = ("c1", "--unit", unit, "--as", head)
        yield thread.says("campaign approve", *place)["approved"]


def release(thread: Thread) -> None:
    """The signed list, its package, the day's figures."""
    package = thread.folder / "package"
    made = thread.says(
        *("campaign release", "c1", "--province", "07", "--as", "director", "--out", package)
    )
    ineligible = made["ineligible"]
    assert isinstance(ineligible, dict)
    counted = {name: {c: n for c, n in of.items() if n} for name, of in ineligible.items()}
    assert counted == {
        "gas": {"candidate.confirmed": 1, "same_meter": 1},
        "water": {"no_connection": 8},
    }
    assert isinstance(made["companies"], list)
    (company,) = made["companies"]
    assert (company["code"], company["utility"], company["rows"]) == ("307", "gas", 6)
    key = thread.folder / "key.pem"
    printed = thread.says("package key")["fingerprint"]
    assert thread.says("package key", "--out", key)["fingerprint"] == printed
    assert thread.says("package verify", package, "--key", key)["rows"] == 6
    shown = thread.says("campaign progress", "c1", "--unit", "07", "--as", "director")
    assert (shown["day"], shown["of"]) == (3, 10)
    assert isinstance(shown["by_state"], dict)
    assert {state for state, rows in shown["by_state"].items() if rows} == {"released"}
    assert thread.says("evening")["frozen"] != 0
    assert thread.says("evening")["frozen"] == 0
    assert thread.says("campaign extend", "c1", "--days", "2")["days"] == 12
    assert thread.says("campaign close", "c1")["closed"] is True
    assert thread.says("migrate") == {"migrated": True}
    assert thread.says("disk")["most"] == 101
    sealed = thread.says("audit seal")
    found = thread.says("audit verify", "--head", sealed["head"])
    assert (found["records"], found["unsealed"]) == (sealed["records"], 0)


def tell_companies(thread: Thread) -> None:
    """The list has entered the feed with its release; the company's program gets its secrets."""
    assert thread.says("feed publish") == {"lists": 0, "changes": 0}
    feed = "behzisti.gas.07.307"
    feeds = thread.says("feed status")["feeds"]
    assert isinstance(feeds, list)
    assert [(each["feed_id"], each["standing"]) for each in feeds] == [(feed, 6)]
    assert thread.says("feed snapshot") == {"feeds": 0, "made": 0}  # nobody may read it yet
    company = ("gas-307", "--utility", "gas", "--company", "307", "--address", "10.0.0.0/8")
    first = thread.says("client add", *company)["secret"]
    assert thread.says("client rotate", "gas-307", "--overlap-days", "1")["secret"] != first
    key = thread.folder / "public"
    key.write_text(b64encode(bytes(32)).decode())
    signs = thread.says("client key", "gas-307", "--public-key", key)
    assert signs == {"client": "gas-307", "signs": True}
    assert thread.says("client key", "gas-307", "--remove")["signs"] is False
    heard = signalled("behzisti.gas.07.307")
    assert thread.says("feed replay", heard) == {"feed": heard, "receivers": 1}
    assert thread.says("client close", "gas-307") == {"client": "gas-307", "closed": True}


def signalled(feed: str) -> str:
    """A company's address at which its feed was heard of."""
    number = agreed()
    with acting(OPERATOR, NOW):
        made = Hook.objects.create(
            agreement_id=number, url="https://gas.example/", salt="s", set_at=NOW
        )
        Signal.objects.create(hook=made, feed_id=feed)
    return feed


def open_the_registry(thread: Thread) -> None:
    """A partner gets its record; a civil registry is asked to tell of deaths."""
    key = thread.folder / "civil.pem"
    public = thread.says("registry key", key)["public"]
    told = ("--title", "ثبت احوال", "--purpose", "خبر فوت", "--tells", "death")
    signed = ("--profile", "rfc9421", "--key", public)
    assert thread.says("partner add", "civil", *told, *signed)["secret"]
    shown = thread.says("partner show")["partners"]
    assert isinstance(shown, list)
    assert [(each["client_id"], each["tells"]) for each in shown] == [("civil", ["death"])]
    with receiver() as there:
        asked = ("--registry", there.url, "--back", f"{there.url}/dci/v1", "--profile", "rfc9421")
        assert thread.says("registry subscribe", *asked)["subscribed"]
        assert there.message()["header"]["action"] == "subscribe"
    assert thread.says("partner close", "civil") == {"partner": "civil", "closed": True}
    opens = ("--title", "بنیاد", "--province", "07", "--service", "card", "--form", "rent")
    assert thread.says("institution add", "charity", *opens)["secret"]
    shown = thread.says("institution show")["institutions"]
    assert isinstance(shown, list)
    assert [(each["services"], each["facts"]) for each in shown] == [(["card"], [])]
    thread.says("staff add", "hq.deputy", "--post", "hq_deputy", "--unit", "hq")
    in_force = thread.says("institution activate", "charity", "--as", "hq.deputy")
    assert in_force == {"institution": "charity", "in_force": True}
    closed = thread.says("institution close", "charity")
    assert closed == {"institution": "charity", "closed": True}


def ask_registers(thread: Thread) -> None:
    """A register is switched on and asked, about one person now and about many later."""
    with acting(OPERATOR, NOW):
        seed_registers(NOW)
        seed_facts()
    many = thread.file("many", f"{PEOPLE[0]}\n0013542419\n")
    asks = ("coverage", "--purpose", "double")
    with running(FakeRegisters(dirt=False)) as there:
        basis = ("--title", "پوشش دوباره", "--legal-basis", "نمونه", "--register", "coverage")
        assert thread.says("registers purpose", "double", *basis)["registers"] == ["coverage"]
        assert "coverage" in str(thread.says("registers set", "all", "--url", there.url, "--on"))
        later = thread.says("registers ask", *asks, "--file", many)
        assert (later["new"], later["unknown"]) == (1, 1)
        assert thread.says("registers ask", *asks, "--person", PEOPLE[0])["status"] == "ok"
    listed = thread.says("registers list")["registers"]
    assert isinstance(listed, list)
    assert [each["asked"] for each in listed if each["key"] == "coverage"] == [1]
    assert "'health': 'well'" in str(thread.says("registers state", "coverage")["register"])
    noted = thread.says("registers deaths")["new"]
    assert isinstance(noted, int)
    assert noted > 0
    assert thread.says("registers deaths")["new"] == 0


def test_a_campaign_runs_from_its_opening_to_the_verified_package(thread: Thread) -> None:
    prepare(thread)
    collect(thread, hand_down(thread))
    decide(thread)
    assert list(climb(thread)) == [8, 8, 8]
    release(thread)
    tell_companies(thread)
    open_the_registry(thread)
    ask_registers(thread)
    thread.says("demo-data", "--households", 1500, "--out", thread.folder / "demo")
    assert thread.seen == {
        (command, keys)
        for command, answers in ANSWERS.items()
        for keys in answers
        if command not in OF_PROCESSES | OF_RULES | OF_CASES
    }


@pytest.mark.parametrize("command", commands())
def test_every_command_of_the_parser_has_its_documented_answers(command: str) -> None:
    assert command in ANSWERS


def test_no_answer_is_documented_of_a_command_that_is_not_there() -> None:
    assert ANSWERS.keys() <= commands().keys()
