"""The package of a list: what each company gets, signed, and the same bytes every time."""

import csv
import hashlib
import json
import re
from pathlib import Path
from typing import Any

import fastexcel
import pytest
from pytest_django.fixtures import Settings

from sayeban.exemptions.actions.receive_copy import receive_copy
from sayeban.exemptions.actions.release import Released
from sayeban.exemptions.actions.write_package import ReleaseUnknown, write_package
from sayeban.exemptions.models import Release, RequiredField
from sayeban.exemptions.package.writer import ContentChanged, PackageExists
from sayeban.exemptions.tests.makers import NOW, actor, bill_id, campaign
from sayeban.exemptions.tests.release_makers import (
    ESTAHBAN,
    FARS,
    approved,
    bills,
    director,
    ground,
    released,
    set_rows,
)
from sayeban.kit.units import Unit
from sayeban.runtime.actor import OPERATOR, Actor
from sayeban.runtime.context import acting
from sayeban.runtime.refusals import AccessDenied

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

DEPUTY = actor("hq_deputy", Unit.hq(), 9)


@pytest.fixture(autouse=True)
def _home(settings: Settings, tmp_path: Path) -> None:
    settings.HOME = tmp_path / "home"
    ground()


def _write(made: Released, out: Path, by: Actor = OPERATOR) -> Path:
    write_package(actor=by, at=NOW, unit=FARS, release_id=made.release_id, out=out)
    return out


def _list_of(tmp_path: Path, **changed: Any) -> Path:
    made_of = campaign()
    approved(made_of, bills=bills(11), **changed)
    return _write(released(), tmp_path / "out")


def _records(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / "list.ndjson").read_text().splitlines()]


def _csv(folder: Path) -> list[dict[str, str]]:
    text = (folder / "list.csv").read_bytes()
    assert text.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(text.decode("utf-8-sig").splitlines()))


def _bytes(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_each_company_and_headquarters_get_a_folder_with_every_file(tmp_path: Path) -> None:
    out = _list_of(tmp_path)

    folders = {
        path.name: {file.name for file in path.iterdir()} for path in out.iterdir() if path.is_dir()
    }
    files = {"list.xlsx", "list.csv", "list.ndjson", "schema.json", "letter.pdf", "letter.html"}
    assert folders == dict.fromkeys(
        ["electricity-207", "gas-307", "water-107", "hq-copy"],
        files | {"manifest.json", "manifest.sig"},
    )
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".out")]


def test_the_hash_in_the_answer_is_that_of_the_delivered_file(tmp_path: Path) -> None:
    approved(campaign(), bills=bills(11))
    made = released()
    out = _write(made, tmp_path / "out")

    for company in made.result["companies"]:
        file = out / f"{company['utility']}-{company['code']}" / "list.ndjson"
        assert hashlib.sha256(file.read_bytes()).hexdigest() == company["sha256"]
    with acting(OPERATOR, NOW):
        signed = Release.objects.get(pk=made.release_id).content_sha256
    assert hashlib.sha256((out / "hq-copy/list.ndjson").read_bytes()).hexdigest() == signed


def test_the_package_can_be_written_again_byte_for_byte(tmp_path: Path) -> None:
    approved(campaign(), bills=bills(11), tenure="tenant", tenancy_end="2027-05-01")
    made = released()

    first, second = (_bytes(_write(made, tmp_path / name)) for name in ("one", "two"))

    assert first == second


def test_a_company_sees_only_its_own_utility(tmp_path: Path) -> None:
    out = _list_of(tmp_path)
    own, others = (
        bill_id(11, "gas"),
        [bill_id(11, "water", "107"), bill_id(11, "electricity", "207")],
    )

    text = b"".join(_bytes(out / "gas-307").values()).decode(errors="replace")
    cells = fastexcel.read_excel(out / "gas-307/list.xlsx").load_sheet(0).to_polars()

    assert own in text
    assert not [bill for bill in others if bill in text or bill in str(cells.rows())]


def test_a_household_has_another_pseudonym_at_each_company_and_none_that_can_be_guessed(
    tmp_path: Path,
) -> None:
    client = approved(campaign(), bills=bills(11))
    out = _write(released(), tmp_path / "out")

    refs = {_records(out / name)[0]["household_ref"] for name in ("gas-307", "water-107")}

    assert len(refs) == 2
    guesses = [
        hashlib.sha256(word.encode()).hexdigest()[:32]
        for word in (client.national_id, f"gas-307|{client.household_id}", str(client.household_id))
    ]
    assert not refs & set(guesses)


def test_a_record_has_the_form_of_the_exchange(tmp_path: Path) -> None:
    out = _list_of(tmp_path, mobile="+989121112233", address="خیابان یک", location="rural")

    (record,) = _records(out / "electricity-207")

    assert re.fullmatch(r"[0-9a-f-]{36}", record.pop("exemption_id"))
    assert len(record.pop("household_ref")) == 32
    occupant = record.pop("occupant")
    assert re.fullmatch(r"999[0-9]{7}", occupant["national_id"])
    assert occupant["mobile"] is None
    assert record == {
        "version": 1,
        "effective_from": "2026-11-24",
        "tenure": "owner",
        "service_point": {
            "bill_id": bill_id(11, "electricity", "207"),
            "meter_serial": None,
            "connection": "private",
            "postal_code": "7391700000",
            "county_code": "0701",
            "address": "خیابان یک",
            "settlement": "rural",
        },
        "programme": {
            "id": "c1405",
            "legal_basis": "بند (ی) تبصره ۸",
            "fiscal_year": "1405",
        },
    }


def test_people_read_the_same_list_in_persian(tmp_path: Path) -> None:
    out = _list_of(tmp_path, tenure="tenant", tenancy_end="2027-05-01")

    (row,) = _csv(out / "gas-307")
    sheet = fastexcel.read_excel(out / "gas-307/list.xlsx").load_sheet(0).to_polars()

    assert row["نام شهرستان"] == "آباده"
    assert (row["مالکیت"], row["پایان اجاره"]) == ("استیجاری", "1406/02/11")
    assert row["شناسهٔ قبض"] == bill_id(11, "gas")
    assert "همراه" not in row
    assert [str(cell or "") for cell in sheet.row(0)] == list(row.values())


def test_the_copy_of_headquarters_names_the_company_of_each_line(tmp_path: Path) -> None:
    rows = _csv(_list_of(tmp_path) / "hq-copy")

    assert [(row["خدمت"], row["نام شرکت"]) for row in rows] == [
        ("برق", "شرکت 207"),
        ("گاز", "شرکت 307"),
        ("آب", "شرکت 107"),
    ]


def test_a_mobile_goes_only_to_the_company_that_requires_it(tmp_path: Path) -> None:
    made_of = campaign()
    approved(made_of, bills=bills(11), mobile="+989121112233")
    with acting(OPERATOR, NOW):
        RequiredField.objects.create(campaign=made_of, utility="gas", field="mobile")
    out = _write(released(), tmp_path / "out")

    assert _csv(out / "gas-307")[0]["همراه"] == "09121112233"
    assert _records(out / "gas-307")[0]["occupant"]["mobile"] == "+989121112233"
    assert b"9121112233" not in b"".join(_bytes(out / "water-107").values())


def test_nothing_in_the_tables_is_evaluated_as_a_formula(tmp_path: Path) -> None:
    out = _list_of(tmp_path, full_name="=HYPERLINK(1)", address="@SUM(1)")

    (row,) = _csv(out / "gas-307")
    sheet = fastexcel.read_excel(out / "gas-307/list.xlsx").load_sheet(0).to_polars()

    assert (row["نام بهره‌بردار"], row["نشانی"]) == ("'=HYPERLINK(1)", "'@SUM(1)")
    assert sheet["نام بهره‌بردار"].to_list() == ["=HYPERLINK(1)"]
    assert _records(out / "gas-307")[0]["occupant"]["full_name"] == "=HYPERLINK(1)"


def test_the_table_schema_names_the_columns_of_the_csv_in_order(tmp_path: Path) -> None:
    out = _list_of(tmp_path)

    for folder in ("gas-307", "electricity-207", "hq-copy"):
        schema = json.loads((out / folder / "schema.json").read_text())
        (row, *_) = _csv(out / folder)
        assert [field["name"] for field in schema["fields"]] == list(row)
        for field in schema["fields"]:
            pattern = field.get("constraints", {}).get("pattern")
            assert not (pattern and row[field["name"]]) or re.fullmatch(pattern, row[field["name"]])


def test_the_manifest_says_whose_list_this_is(tmp_path: Path) -> None:
    manifest = json.loads((_list_of(tmp_path) / "gas-307/manifest.json").read_text())

    assert manifest["company"] == {"utility": "gas", "code": "307", "name": "شرکت 307"}
    assert (manifest["rows"], manifest["list_no"], manifest["province"]["code"]) == (1, 1, "07")
    assert manifest["signer"] == "user77"


def test_a_supplement_is_a_package_of_its_own(tmp_path: Path) -> None:
    made_of = campaign()
    approved(made_of, bills=bills(11))
    late = approved(made_of, ESTAHBAN, state="pending", bills=bills(12))
    first = released(without=["0702"], reason="راه بسته بود")
    set_rows(late, state="province_approved")
    second = released()
    out = _write(first, tmp_path / "out")

    with pytest.raises(PackageExists):
        _write(second, out)
    supplement = _write(second, tmp_path / "supplement")

    assert [r["شناسهٔ قبض"] for r in _csv(supplement / "gas-307")] == [bill_id(12, "gas")]
    assert "استهبان" in (out / "gas-307/letter.html").read_text()
    assert "متمم" in (supplement / "gas-307/letter.html").read_text()


def test_a_list_on_which_nobody_stands_still_has_a_copy_for_headquarters(tmp_path: Path) -> None:
    approved(campaign(), state="leaving", aside="deceased")

    out = _write(released(), tmp_path / "out")

    assert [path.name for path in out.iterdir() if path.is_dir()] == ["hq-copy"]
    assert _csv(out / "hq-copy") == []


def test_an_empty_folder_is_good_and_a_file_is_not(tmp_path: Path) -> None:
    approved(campaign(), bills=bills(11))
    made = released()
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").write_text("")

    assert (_write(made, tmp_path / "empty") / "gas-307").is_dir()
    with pytest.raises(PackageExists):
        _write(made, tmp_path / "file")


def test_lines_that_are_not_those_that_were_signed_are_never_delivered(tmp_path: Path) -> None:
    approved(campaign(), bills=bills(11))
    made = released()
    result: Any = json.loads(json.dumps(made.result))
    result["companies"][0]["sha256"] = "0" * 64
    with acting(OPERATOR, NOW):
        Release.objects.filter(pk=made.release_id).update(result=result)

    with pytest.raises(ContentChanged):
        _write(made, tmp_path / "out")

    assert list(tmp_path.glob("*out*")) == []


def test_a_statement_under_another_content_is_never_delivered(tmp_path: Path) -> None:
    approved(campaign(), bills=bills(11))
    made = released()
    with acting(OPERATOR, NOW):
        Release.objects.filter(pk=made.release_id).update(content_sha256="0" * 64)

    with pytest.raises(ContentChanged):
        _write(made, tmp_path / "out")


def test_a_run_that_dies_before_the_last_step_leaves_no_folder_and_the_next_one_clears_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    approved(campaign(), bills=bills(11))
    made = released()

    def die(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as killed:
        killed.setattr(Path, "rename", die)
        killed.setattr("sayeban.exemptions.package.writer.shutil.rmtree", lambda *_, **__: None)
        with pytest.raises(KeyboardInterrupt):
            _write(made, tmp_path / "out")
    assert not (tmp_path / "out").exists()
    assert [path for path in tmp_path.iterdir() if path.name.startswith(".out")]

    out = _write(made, tmp_path / "out")

    assert (out / "manifest.sig").is_file()
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".out")]


def test_who_may_take_the_list_of_a_province(tmp_path: Path) -> None:
    approved(campaign(), bills=bills(11))
    made = released()

    _write(made, tmp_path / "own", director())
    _write(made, tmp_path / "deputy", DEPUTY)
    for other in (director(Unit.of_province("10")), actor("county_head", ESTAHBAN)):
        with pytest.raises(AccessDenied):
            _write(made, tmp_path / "other", other)


def test_a_list_that_was_not_released_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(ReleaseUnknown):
        write_package(actor=OPERATOR, at=NOW, unit=FARS, release_id=0, out=tmp_path / "out")


def test_the_deputy_of_headquarters_acknowledges_his_copy_once() -> None:
    approved(campaign(), bills=bills(11))
    made = released()
    later = NOW.replace(hour=12)

    first = receive_copy(actor=DEPUTY, at=NOW, release_id=made.release_id)
    again = receive_copy(actor=DEPUTY, at=later, release_id=made.release_id)

    assert first == again == NOW
    with pytest.raises(AccessDenied):
        receive_copy(actor=director(), at=NOW, release_id=made.release_id)
    with pytest.raises(ReleaseUnknown):
        receive_copy(actor=DEPUTY, at=NOW, release_id=0)
