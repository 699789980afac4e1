"""A staff file: ugly rows come back with their reason, a second load changes nothing."""

from pathlib import Path

import pytest

from sayeban.accounts.actions.import_staff import import_staff
from sayeban.accounts.actions.sign_in import sign_in
from sayeban.accounts.codes import ROW_REASONS
from sayeban.accounts.models import User
from sayeban.accounts.public import actor_of, staff_preview
from sayeban.accounts.refusals import PostUnknown
from sayeban.accounts.rules import Post
from sayeban.accounts.tests.makers import ABADEH, ESTAHBAN, HQ, NOW, make_user
from sayeban.organisations.models import Centre
from sayeban.runtime.actor import OPERATOR, Actor
from sayeban.runtime.refusals import AccessDenied
from sayeban.sheets.refusals import ColumnsMissing

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("places")]

UGLY = """فهرست کارکنان,,,,
نام كاربري,نام و نام خانوادگی,سِمت,کد واحد,همراه
reza.k, رضا  کریمی ,county_head,0701,۰۹۱۲۰۰۰۰۰۰۰
REZA.K,رضا کریمی,کارشناس شهرستان,۷۰۲,
mina,مینا,كارشناس شهرستان,702,12
x y,نام,county_head,0701,
noname,,county_head,0701,
king,نام,شاه,0701,
lost,نام,county_head,0999,
wrong,نام,مددکار,0701,
reza.k,رضا کریمی,رئیس شهرستان,0701,
"""


def load(tmp_path: Path, content: str, actor: Actor = OPERATOR) -> dict[str, object]:
    path = tmp_path / "staff.csv"
    path.write_text(content, encoding="utf-8-sig")
    return import_staff(actor=actor, at=NOW, path=path).counts.as_json()


def test_good_rows_land_and_bad_ones_come_back(tmp_path: Path) -> None:
    assert load(tmp_path, UGLY) == {
        "rows": 9,
        "accepted": 2,
        "unchanged": 0,
        "rejected": 7,
        "reasons": {
            "mobile.invalid": 1,
            PostUnknown.code: 1,
            "post.wrong_level": 1,
            "unit.unknown": 1,
            "user.duplicate": 1,
            "user.invalid_name": 1,
            "user.name_missing": 1,
        },
    }
    reza = actor_of("reza.k", NOW)
    assert {(a.post, a.unit) for a in reza.appointments} == {
        ("county_head", ABADEH),
        ("county_expert", ESTAHBAN),
    }


@pytest.mark.parametrize("unit", ["مرکز ۷۰۱۱ (امید)", "مرکز ۷۰۱۱", "مرکز 7011(امید)", "۷۰۱۱"])
def test_a_centre_is_taken_as_pages_write_it(tmp_path: Path, unit: str) -> None:
    Centre.objects.create(code="7011", county_id="0701", name="امید")
    load(tmp_path, f"username,name,post,unit\nmina,مینا,مددکار,{unit}\n")
    (held,) = actor_of("mina", NOW).appointments
    assert str(held.unit) == "centre:7011"


def test_a_row_hears_of_all_that_is_wrong_with_it(tmp_path: Path) -> None:
    path = tmp_path / "staff.csv"
    path.write_text("username,name,post,unit,mobile\nx y,,شاه,ناکجا,12\n", encoding="utf-8")
    ((number, said),) = staff_preview(OPERATOR, path).rejected
    assert number == 2
    faults = ("user.invalid_name", "user.name_missing", "mobile.invalid", "post.unknown")
    for code in (*faults, "unit.unknown"):
        assert ROW_REASONS[code] in said


def test_a_second_load_changes_nothing(tmp_path: Path) -> None:
    load(tmp_path, UGLY)
    assert load(tmp_path, UGLY)["accepted"] == 0
    assert load(tmp_path, UGLY)["unchanged"] == 2


def test_the_drawn_password_signs_in(tmp_path: Path) -> None:
    path = tmp_path / "staff.csv"
    path.write_text("username,name,post,unit\nmina,مینا,county_expert,0701\n", encoding="utf-8")
    drawn = import_staff(actor=OPERATOR, at=NOW, path=path).one_time_passwords
    assert not sign_in(at=NOW, username="mina", password=drawn["mina"]).enrolled


def test_a_head_loads_his_county_and_renames_nobody(tmp_path: Path) -> None:
    head = make_user("head", Post.COUNTY_HEAD, ABADEH)
    make_user("theirs", Post.COUNTY_EXPERT, ESTAHBAN)
    rows = (
        "username,name,post,unit\n"
        "theirs,نام دیگر,county_expert,0701\n"
        "other,نام,county_expert,0702\n"
    )
    answer = load(tmp_path, rows, head)
    assert (answer["accepted"], answer["reasons"]) == (1, {"access.denied": 1})
    assert User.objects.get(username="theirs").full_name == "کاربر theirs"


def test_who_may_not_appoint_may_not_load(tmp_path: Path) -> None:
    with pytest.raises(AccessDenied):
        load(tmp_path, UGLY, make_user("observer", Post.OBSERVER, HQ))


def test_a_file_without_posts_is_refused_as_a_whole(tmp_path: Path) -> None:
    with pytest.raises(ColumnsMissing):
        load(tmp_path, "username,name,unit\nmina,مینا,0701\n")
