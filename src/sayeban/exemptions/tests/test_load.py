"""Headquarters loads its workbooks (issue 2.2)."""

from pathlib import Path
from typing import Any

import pytest

from sayeban.exemptions.actions import load_workbook as loading
from sayeban.exemptions.actions.change_campaign import CampaignClosed, close_campaign
from sayeban.exemptions.actions.load_workbook import load_workbook
from sayeban.exemptions.models import Load, RejectedRow, Row
from sayeban.exemptions.refusals import CampaignUnknown
from sayeban.exemptions.tests import makers
from sayeban.exemptions.tests.books import hq_book, line
from sayeban.exemptions.tests.makers import NOW, national_id
from sayeban.kit.units import Unit
from sayeban.organisations.models import Centre
from sayeban.organisations.public import seed
from sayeban.people.models import Person
from sayeban.runtime.actor import OPERATOR, Actor
from sayeban.runtime.context import acting
from sayeban.runtime.refusals import AccessDenied

pytestmark = pytest.mark.django_db

HQ = makers.actor("hq_expert", Unit.hq())


@pytest.fixture(autouse=True)
def country() -> None:
    with acting(OPERATOR, NOW):
        seed()
    makers.places()
    makers.campaign()


def load(path: Path, actor: Actor = HQ, code: str = "c1405") -> dict[str, Any]:
    return load_workbook(actor=actor, at=NOW, code=code, path=path, report=lambda *_: None)


def only_row(identifier: str, code: str = "c1405") -> Row:
    with acting(OPERATOR, NOW):
        return Row.objects.get(national_id=identifier, campaign__code=code)


def test_good_rows_land_on_the_worklists_of_their_place(tmp_path: Path) -> None:
    book = hq_book(
        tmp_path / "a.xlsx",
        [
            line(national_id(1)),
            line(national_id(2), centre=""),
            line(national_id(3), county="", centre=""),
            line(national_id(4), centre="7021"),
        ],
    )
    result = load(book)
    assert (result["rows"], result["accepted"], result["rejected"]) == (4, 4, 0)
    assert result["flagged"] == {"centre.missing": 2, "county.missing": 1, "centre.foreign": 1}
    places = [
        (only_row(national_id(n)).county, only_row(national_id(n)).centre) for n in range(1, 5)
    ]
    assert places == [("0701", "7011"), ("0701", ""), ("", ""), ("0701", "")]


def test_a_bad_row_comes_back_with_its_first_reason_and_the_rest_lands(tmp_path: Path) -> None:
    book = hq_book(
        tmp_path / "a.xlsx",
        [
            line(""),
            line("9990000011"),
            line(national_id(1)),
            line(national_id(1), name="تکراری"),
            line(national_id(2), province="ناکجا"),
            line(national_id(3), county="اصفهان"),
        ],
    )
    result = load(book)
    assert result["reasons"] == {
        "national_id.missing": 1,
        "national_id.check_digit": 1,
        "national_id.duplicate": 1,
        "province.unknown": 1,
        "county.unknown": 1,
    }
    assert result["rows"] == result["accepted"] + result["unchanged"] + result["rejected"]
    with acting(OPERATOR, NOW):
        twice = RejectedRow.objects.get(reasons=["national_id.duplicate"])
    assert (twice.row_no, twice.first_row_no) == (5, 4)
    assert twice.typed["نام و نام خانوادگی مددجو اصلی"] == "تکراری"


def test_all_sheets_are_read_and_a_person_counts_once_in_a_file(tmp_path: Path) -> None:
    book = hq_book(tmp_path / "a.xlsx", [line(national_id(1))], [line(national_id(1))])
    assert load(book)["reasons"] == {"national_id.duplicate": 1}


def test_a_lost_leading_zero_is_restored_and_marked(tmp_path: Path) -> None:
    result = load(hq_book(tmp_path / "a.xlsx", [line("67749828")]))
    assert result["flagged"] == {"national_id.padded": 1}
    assert only_row("0067749828").load_flags == ["national_id.padded"]


def test_a_second_load_of_the_same_file_changes_nothing(tmp_path: Path) -> None:
    book = hq_book(tmp_path / "a.xlsx", [line(national_id(n)) for n in range(1, 4)] + [line("1")])
    load(book)
    before = only_row(national_id(1)).version
    result = load(book)
    assert (result["accepted"], result["unchanged"], result["rejected"]) == (0, 3, 1)
    assert only_row(national_id(1)).version == before
    with acting(OPERATOR, NOW):
        assert RejectedRow.objects.filter(superseded_at=None).count() == 1


def test_a_reload_changes_prefilled_fields_and_never_a_centres_correction(tmp_path: Path) -> None:
    load(hq_book(tmp_path / "a.xlsx", [line(national_id(1))]))
    with acting(OPERATOR, NOW):
        Row.objects.update(mobile="+989350000000", location="urban")
    load(hq_book(tmp_path / "b.xlsx", [line(national_id(1), postal="1345678914")]))
    row = only_row(national_id(1))
    assert (row.postal_code, row.mobile, row.location) == ("1345678914", "+989350000000", "urban")


def test_rows_absent_from_a_later_load_stay(tmp_path: Path) -> None:
    load(hq_book(tmp_path / "a.xlsx", [line(national_id(1)), line(national_id(2))]))
    load(hq_book(tmp_path / "b.xlsx", [line(national_id(2))]))
    assert only_row(national_id(1)).state == "pending"


def test_a_corrected_row_takes_its_rejected_one_off_the_board(tmp_path: Path) -> None:
    path = hq_book(tmp_path / "a.xlsx", [line(national_id(1), county="ناکجا"), line("123")])
    load(path)
    hq_book(path, [line(national_id(1)), line(national_id(2))])
    load(path)
    with acting(OPERATOR, NOW):
        assert not RejectedRow.objects.filter(superseded_at=None).exists()


def test_an_approved_row_is_unchanged_and_flagged_locked(tmp_path: Path) -> None:
    load(hq_book(tmp_path / "a.xlsx", [line(national_id(1))]))
    with acting(OPERATOR, NOW):
        Row.objects.update(state="centre_approved")
    result = load(hq_book(tmp_path / "b.xlsx", [line(national_id(1), postal="1345678914")]))
    assert (result["unchanged"], result["flagged"]) == (1, {"row.locked": 1})
    assert only_row(national_id(1)).postal_code == "1345678913"


def test_the_dead_and_the_gone_stand_aside_with_headquarters_as_evidence(tmp_path: Path) -> None:
    result = load(
        hq_book(
            tmp_path / "a.xlsx",
            [line(national_id(1), status="فوت شده"), line(national_id(2), status="خروج از پرونده")],
        )
    )
    assert result["flagged"] == {"deceased": 1, "exited": 1}
    assert only_row(national_id(1)).state == "leaving"
    with acting(OPERATOR, NOW):
        assert Person.objects.get(identifier=national_id(1)).status_evidence == "headquarters"


def test_an_unknown_centre_code_is_created_unconfirmed_in_the_rows_county(tmp_path: Path) -> None:
    load(hq_book(tmp_path / "a.xlsx", [line(national_id(1), centre="7099")]))
    with acting(OPERATOR, NOW):
        made = Centre.objects.get(code="7099")
    assert (made.county_id, made.is_confirmed) == ("0701", False)


def test_a_member_row_joins_the_heads_household(tmp_path: Path) -> None:
    head, member = national_id(1), national_id(2)
    load(hq_book(tmp_path / "a.xlsx", [line(member, head=head), line(head)]))
    assert only_row(member).household_id == only_row(head).household_id
    assert (only_row(member).is_head, only_row(head).is_head) == (False, True)


def test_a_load_that_was_cut_off_goes_on_without_doubling(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = hq_book(tmp_path / "a.xlsx", [line(national_id(n)) for n in range(1, 8)])
    monkeypatch.setattr(loading, "CHUNK", 2)

    def killed(done: int, total: int) -> None:
        if done == 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        load_workbook(actor=HQ, at=NOW, code="c1405", path=book, report=killed)
    with acting(OPERATOR, NOW):
        assert (Row.objects.count(), Load.objects.get().finished_at) == (4, None)
    result = load(book)
    assert (result["rows"], result["accepted"], result["unchanged"]) == (7, 7, 0)
    with acting(OPERATOR, NOW):
        assert (Row.objects.count(), Load.objects.count()) == (7, 1)


def test_only_headquarters_and_the_operator_load(tmp_path: Path) -> None:
    book = hq_book(tmp_path / "a.xlsx", [line(national_id(1))])
    with pytest.raises(AccessDenied):
        load(book, makers.actor("county_expert", Unit.of_county("0701")))
    load(book, OPERATOR)


def test_an_unknown_or_closed_campaign_takes_nothing(tmp_path: Path) -> None:
    book = hq_book(tmp_path / "a.xlsx", [line(national_id(1))])
    with pytest.raises(CampaignUnknown):
        load(book, code="nowhere")
    close_campaign(actor=HQ, at=NOW, code="c1405")
    with pytest.raises(CampaignClosed):
        load(book)


def test_a_workbook_without_rows_is_refused(tmp_path: Path) -> None:
    with pytest.raises(loading.FileEmpty):
        load(hq_book(tmp_path / "a.xlsx", []))
