"""A package is checked offline, and the file that differs is named."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pytest_django.fixtures import Settings

from sayeban.exemptions.actions.write_package import CompanyUnknown, write_package
from sayeban.exemptions.models import Release
from sayeban.exemptions.package import signing
from sayeban.exemptions.package.manifest import write_manifest
from sayeban.exemptions.package.verify import (
    KeyUnknown,
    PackageDiffers,
    PackageUnsigned,
    Verified,
    verify,
)
from sayeban.exemptions.tests.makers import NOW, campaign
from sayeban.exemptions.tests.release_makers import FARS, approved, bills, ground, released
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

GAS = ("list.xlsx", "list.csv", "list.ndjson", "schema.json", "letter.pdf", "letter.html")


@pytest.fixture
def home(settings: Settings, tmp_path: Path) -> Path:
    settings.HOME = tmp_path / "home"
    return tmp_path / "home"


@pytest.fixture
def package(home: Path, tmp_path: Path) -> Path:
    ground()
    approved(campaign(), bills=bills(11))
    out = tmp_path / "out"
    write_package(actor=OPERATOR, at=NOW, unit=FARS, release_id=released().release_id, out=out)
    return out


def _pem(home: Path) -> bytes:
    return signing.pem(signing.signing_key(home).public_key()).encode()


def _spoil(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(bytes(content))


def _differs(folder: Path, home: Path, key: str | Path | None = None) -> str:
    with pytest.raises(PackageDiffers) as refused:
        verify(folder, key=key, home=home)
    return str(refused.value.details["file"])


def test_an_untouched_package_is_verified_whole_and_by_company(package: Path, home: Path) -> None:
    whole = verify(package, key=None, home=home)
    own = verify(package / "gas-307", key=None, home=home)

    assert (whole.campaign, whole.province, whole.list_no, whole.rows) == ("c1405", "07", 1, 3)
    assert (own.rows, own.files, own.signer) == (1, 6, "user77")
    assert verify(package / "hq-copy", key=None, home=home).rows == 3
    assert own.as_json()["fingerprint"] == whole.fingerprint


def test_a_company_alone_is_the_same_byte_for_byte(package: Path, tmp_path: Path) -> None:
    with acting(OPERATOR, NOW):
        made = Release.objects.get().pk
    out = tmp_path / "alone"
    arguments: dict[str, Any] = {
        "actor": OPERATOR,
        "at": NOW,
        "unit": FARS,
        "release_id": made,
        "out": out,
    }
    with pytest.raises(CompanyUnknown):
        write_package(**arguments, company="gas-999")
    write_package(**arguments, company="gas-307")
    assert [path.name for path in out.iterdir()] == ["gas-307"]
    for path in (package / "gas-307").iterdir():
        assert (out / "gas-307" / path.name).read_bytes() == path.read_bytes()


def test_each_company_is_reported(package: Path, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    with acting(OPERATOR, NOW):
        made = Release.objects.get().pk
    write_package(
        actor=OPERATOR,
        at=NOW,
        unit=FARS,
        release_id=made,
        out=tmp_path / "again",
        report=lambda done, total: told.append((done, total)),
    )
    companies = sum(path.is_dir() for path in package.iterdir()) - 1
    assert told == [(done, companies + 1) for done in range(companies + 1)]


@pytest.mark.parametrize("name", GAS)
def test_a_changed_file_is_named(name: str, package: Path, home: Path) -> None:
    _spoil(package / "gas-307" / name)

    assert _differs(package / "gas-307", home) == name
    assert _differs(package, home) == f"gas-307/{name}"


@pytest.mark.parametrize("name", ["manifest.json", "manifest.sig"])
def test_a_changed_manifest_or_signature_is_named(name: str, package: Path, home: Path) -> None:
    _spoil(package / "gas-307" / name)

    assert _differs(package / "gas-307", home) == "manifest.json"
    assert _differs(package, home) == f"gas-307/{name}"


def test_a_changed_index_is_named(package: Path, home: Path) -> None:
    _spoil(package / "manifest.sig")

    assert _differs(package, home) == "manifest.json"


def _remove(folder: Path) -> str:
    (folder / "list.csv").unlink()
    return "list.csv"


def _add(folder: Path) -> str:
    (folder / "list-new.csv").write_text("")
    return "list-new.csv"


@pytest.mark.parametrize("change", [_remove, _add])
def test_a_file_that_is_missing_or_was_added_is_named(
    change: Callable[[Path], str], package: Path, home: Path
) -> None:
    name = change(package / "gas-307")

    assert _differs(package / "gas-307", home) == name


def test_a_part_that_is_missing_is_named(package: Path, home: Path) -> None:
    shutil.rmtree(package / "gas-307")

    assert _differs(package, home) == "gas-307/manifest.json"


@pytest.mark.parametrize("name", ["manifest.json", "manifest.sig"])
def test_without_manifest_or_signature_nothing_can_be_checked(
    name: str, package: Path, home: Path
) -> None:
    (package / name).unlink()

    with pytest.raises(PackageUnsigned):
        verify(package, key=None, home=home)
    with pytest.raises(PackageUnsigned):
        verify(package / "nowhere", key=None, home=home)


def test_a_key_file_from_elsewhere_verifies_without_an_installation(
    package: Path, home: Path, tmp_path: Path
) -> None:
    key = tmp_path / "behzisti.pem"
    key.write_bytes(_pem(home))

    found = verify(package, key=key, home=tmp_path / "no-installation")

    assert isinstance(found, Verified)


def test_without_any_key_nothing_is_verified_and_none_is_drawn(
    package: Path, tmp_path: Path
) -> None:
    empty = tmp_path / "no-installation"

    with pytest.raises(KeyUnknown):
        verify(package, key=None, home=empty)
    assert not empty.exists()


def test_another_key_is_not_good(package: Path, home: Path, tmp_path: Path) -> None:
    key = tmp_path / "other.pem"
    key.write_bytes(_pem(tmp_path / "elsewhere"))

    with pytest.raises(KeyUnknown):
        verify(package, key=key, home=home)


def test_a_file_that_is_no_public_key_is_not_good(
    package: Path, home: Path, tmp_path: Path
) -> None:
    key = tmp_path / "key.pem"
    key.write_text("no key")

    with pytest.raises(KeyUnknown):
        verify(package, key=key, home=home)
    with pytest.raises(KeyUnknown):
        verify(package, key=home / "keys" / "signing.pem", home=home)


def test_a_key_inside_the_package_is_never_used(package: Path, home: Path, tmp_path: Path) -> None:
    """Somebody changes the list, signs it himself and puts his key beside it."""
    own, forger = package / "gas-307", tmp_path / "forger"
    manifest = json.loads((own / "manifest.json").read_text())
    (own / "key.pem").write_bytes(_pem(forger))
    write_manifest(own, forger, manifest)

    assert _differs(own, home) == "manifest.json"
    with pytest.raises(KeyUnknown):
        verify(own, key=own / "key.pem", home=home)
    (own / "key.pem").rename(tmp_path / "key.pem")
    assert _differs(own, home, tmp_path / "key.pem") == "manifest.json"


def test_the_fingerprint_that_a_letter_prints_is_enough(
    package: Path, home: Path, tmp_path: Path
) -> None:
    printed = verify(package, key=None, home=home).fingerprint
    persian = printed.translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))

    for written in (printed, printed.replace(" ", "").upper(), persian):
        assert verify(package / "gas-307", key=written, home=tmp_path / "none").rows == 1


def test_a_fingerprint_trusts_no_other_key_inside_the_package(
    package: Path, home: Path, tmp_path: Path
) -> None:
    """The forger's manifest names his own key, rightly signed with it."""
    printed = verify(package, key=None, home=home).fingerprint
    own, forger = package / "gas-307", tmp_path / "forger"
    named = json.loads((own / "manifest.json").read_text())
    write_manifest(own, forger, named | {"public_key": _pem(forger).decode()})

    with pytest.raises(KeyUnknown):
        verify(own, key=printed, home=home)
    write_manifest(own, forger, named)
    assert _differs(own, home, printed) == "manifest.json"


def test_the_true_key_inside_the_package_is_not_used_either(package: Path, home: Path) -> None:
    key = package / "gas-307" / "key.pem"
    key.write_bytes(_pem(home))

    with pytest.raises(KeyUnknown):
        verify(package / "gas-307", key=key, home=home)


def test_a_manifest_of_another_list_does_not_pass_under_this_release(
    package: Path, home: Path
) -> None:
    """The installation's key signs many things; the director-general signed one list."""
    own = package / "gas-307"
    manifest = json.loads((own / "manifest.json").read_text())
    write_manifest(own, home, manifest | {"list_no": 2})

    assert _differs(own, home) == "manifest.json"


def test_keys_are_drawn_once_and_readable_by_their_owner_alone(home: Path) -> None:
    first = _pem(home)

    assert _pem(home) == first
    signing.households_key(home)
    modes = {path.name: path.stat().st_mode & 0o777 for path in (home / "keys").iterdir()}
    assert modes == {"signing.pem": 0o600, "households.key": 0o600}


def test_a_fingerprint_is_read_in_groups_of_four(home: Path) -> None:
    shown = signing.fingerprint(signing.signing_key(home).public_key())

    assert [len(group) for group in shown.split(" ")] == [4] * 16
