"""`sayeban campaign release`: a list that is signed can always be had, and is signed once (2.9)."""

from pathlib import Path
from typing import Any

import pytest

from sayeban.accounts.public import Post
from sayeban.accounts.tests.makers import make_user
from sayeban.exemptions import jobs
from sayeban.exemptions.models import Release
from sayeban.exemptions.package import letter, writer
from sayeban.exemptions.tests import makers
from sayeban.exemptions.tests.makers import NOW
from sayeban.exemptions.tests.release_makers import ESTAHBAN, FARS, approved, bills, ground
from sayeban.kit.units import Unit
from sayeban.notices.models import Message
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting
from sayeban.sites.tests.command_line import CommandLine
from sayeban.sites.tests.visiting import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture(autouse=True)
def _province(country: None) -> None:
    ground()
    make_user("dg7", Post.DIRECTOR_GENERAL, FARS, NOW)
    make_user("deputy", Post.HQ_DEPUTY, Unit.hq(), NOW)


def release(sayeban: CommandLine, out: Path, *more: str) -> tuple[int, dict[str, Any]]:
    return sayeban.told(
        *("campaign", "release", "c1405", "--province", "07", "--as", "dg7", "--out", out), *more
    )


def signed() -> list[int]:
    with acting(OPERATOR, NOW):
        return list(Release.objects.order_by("number").values_list("number", flat=True))


def told() -> list[str]:
    """What headquarters was told about lists."""
    with acting(OPERATOR, NOW):
        sent = Message.objects.filter(template="campaign.released")
        return list(sent.values_list("text", flat=True))


@pytest.mark.parametrize("out", ["/proc/list", "{file}/list", "{full}"])
def test_an_out_that_cannot_be_written_is_refused_before_the_signature(
    tmp_path: Path, out: str, sayeban: CommandLine
) -> None:
    approved(makers.campaign(), bills=bills(11))
    (tmp_path / "file").write_text("a file")
    (tmp_path / "full").mkdir()
    (tmp_path / "full/something").write_text("x")

    code, answer = release(
        sayeban,
        Path(out.format(file=tmp_path / "file", full=tmp_path / "full")),
    )

    assert (code, answer["refused"]) in {(2, "out.unusable"), (2, "package.exists")}
    assert signed() == []


def test_a_list_whose_files_were_not_written_is_written_by_the_same_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sayeban: CommandLine
) -> None:
    approved(makers.campaign(), bills=bills(11))

    def broken_disk(*_: object) -> None:
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as broken:
        broken.setattr(writer, "_write_copy", broken_disk)
        code, answer = release(sayeban, tmp_path / "out")
    assert (code, answer["refused"]) == (2, "package.not_written")
    assert (signed(), (tmp_path / "out").exists()) == ([1], False)
    once = told()
    assert len(once) == 1
    assert "استان فارس" in once[0]

    code, answer = release(sayeban, tmp_path / "out")

    assert (code, answer["list_no"], answer["households"]) == (0, 1, 1)
    assert sayeban.told("package", "verify", tmp_path / "out")[1]["verified"] is True
    assert (signed(), told()) == ([1], once)


def test_a_first_release_with_nothing_in_it_is_still_refused(
    tmp_path: Path, sayeban: CommandLine
) -> None:
    makers.campaign()

    assert release(sayeban, tmp_path / "out")[1]["refused"] == "release.nothing"


def test_an_earlier_list_is_written_again_by_its_number(
    tmp_path: Path, sayeban: CommandLine
) -> None:
    made_of = makers.campaign()
    approved(made_of, bills=bills(11))
    release(sayeban, tmp_path / "one")
    approved(made_of, ESTAHBAN, state="pending")
    assert release(sayeban, tmp_path / "two")[1]["refused"] == "release.blocked"

    code, answer = release(sayeban, tmp_path / "two", "--list", "1")

    assert (code, answer["list_no"], signed()) == (0, 1, [1])
    assert release(sayeban, tmp_path / "three", "--list", "7")[1]["refused"] == "release.unknown"


def test_nothing_is_signed_where_the_fonts_of_the_letters_are_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sayeban: CommandLine
) -> None:
    approved(makers.campaign(), bills=bills(11))
    monkeypatch.setattr(letter, "_FONTS", tmp_path / "nowhere")

    code, answer = release(sayeban, tmp_path / "out")
    arguments = {"code": "c1405", "unit": "07", "number": 1, "without": [], "reason": ""}
    with pytest.raises(letter.FontsMissing):
        jobs.sign_and_pack(make_user("dg", Post.DIRECTOR_GENERAL, FARS, NOW), arguments, print)

    assert (code, answer["refused"]) == (2, "package.fonts_missing")
    assert signed() == []


def test_a_company_is_given_the_key_and_checks_with_it_or_with_its_fingerprint(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sayeban: CommandLine
) -> None:
    approved(makers.campaign(), bills=bills(11))
    release(sayeban, tmp_path / "out")
    shown = sayeban.told("package", "key")[1]
    written = sayeban.told("package", "key", "--out", tmp_path / "key.pem")[1]
    assert (tmp_path / "key.pem").read_text() == shown["key"]
    assert shown["fingerprint"] == written["fingerprint"]

    monkeypatch.setenv("SAYEBAN_HOME", str(tmp_path / "company"))
    own = tmp_path / "out/gas-307"

    for key in (tmp_path / "key.pem", shown["fingerprint"]):
        code, answer = sayeban.told("package", "verify", own, "--key", key)
        assert (code, answer.get("rows")) == (0, 1)
    for wrong, refused in (("nowhere.pem", "file.missing"), (tmp_path, "package.key_unknown")):
        assert sayeban.told("package", "verify", own, "--key", wrong)[1]["refused"] == refused


def test_the_key_is_on_the_page_of_releases(tmp_path: Path, sayeban: CommandLine) -> None:
    approved(makers.campaign(), bills=bills(11))
    client = signed_in(make_user("deputy2", Post.HQ_DEPUTY, Unit.hq(), NOW), NOW)
    assert client.get("/campaigns/c1405/releases/key.pem").status_code == 404
    release(sayeban, tmp_path / "out")
    shown = sayeban.told("package", "key")[1]

    page = client.get("/campaigns/c1405/releases/").content.decode()

    assert shown["fingerprint"] in page
    assert client.get("/campaigns/c1405/releases/key.pem").content.decode() == shown["key"]
