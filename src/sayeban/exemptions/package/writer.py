"""Write the package of a released list: a folder for each company and the copy of headquarters.

Everything comes from the released lines, so the package can be written again, byte for byte.
"""

import json
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, ClassVar

import polars as pl
from django.conf import settings

from sayeban.exemptions.package import covers, records, signing, tables
from sayeban.exemptions.package.fixed_dates import fix_dates
from sayeban.exemptions.package.letter import Letter, as_html, as_pdf, check_fonts
from sayeban.exemptions.package.manifest import (
    MANIFEST,
    SIGNATURE,
    described,
    sha256_of,
    write_manifest,
)
from sayeban.exemptions.reads.release import ReleaseFacts, county_names, listed_lines
from sayeban.kit.progress import Report, unwatched
from sayeban.kit.refusals import Refusal
from sayeban.organisations.public import companies
from sayeban.sheets.public import write_csv, write_xlsx

HEADQUARTERS = "hq-copy"
FILES = ("list.xlsx", "list.csv", "list.ndjson", "schema.json", "letter.pdf", "letter.html")


class PackageExists(Refusal):
    """Something lies in the folder already."""

    code: ClassVar[str] = "package.exists"
    sentence: ClassVar[str] = (
        "پوشهٔ «{folder}» خالی نیست. هر فهرست و هر متمم پوشهٔ خود را می‌خواهد؛ نام دیگری بدهید."
    )
    reference: ClassVar[str] = "A-135"


class ContentChanged(Refusal):
    """The stored lines are not those that the director-general signed."""

    code: ClassVar[str] = "package.content_changed"
    sentence: ClassVar[str] = (
        "ردیف‌های ذخیره‌شدهٔ این فهرست با آنچه مدیرکل امضا کرده است یکی نیست. بسته ساخته نشد؛ به ستاد"
        " خبر دهید."
    )
    reference: ClassVar[str] = "A-135"


@dataclass(frozen=True, slots=True)
class _Making:
    """One package being written: `key` is the fingerprint of the signing key, `pem` its text."""

    release: ReleaseFacts
    names: tables.Names
    home: Path
    key: str
    pem: str


def part_name(part: Mapping[str, Any]) -> str:
    """The folder of a company's part of a list: «gas-307»."""
    return f"{part['utility']}-{part['code']}"


def check_package(out: Path) -> None:
    """Refuse what would stop the package, before a list is signed: see check_fonts, package.exists.

    `out` must be absent or an empty folder.
    """
    check_fonts()
    _check_empty(out)


def _check_empty(out: Path) -> None:
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise PackageExists(folder=out.name)


def write(release: ReleaseFacts, out: Path, report: Report = unwatched) -> None:
    """Write the whole package of `release` as folder `out`, at once or not at all.

    Refuses package.exists unless `out` is absent or an empty folder, and package.content_changed.
    """
    _check_empty(out)
    making = _making(release, settings.HOME)
    with _draft(out) as folder:
        companies = _companies(release)
        parts = []
        for done, part in enumerate(companies):
            report(done, len(companies) + 1)
            parts.append(_write_part(making, folder, part))
        report(len(companies), len(companies) + 1)
        _write_copy(making, folder, parts)
        _write_index(making, folder)


def write_company(release: ReleaseFacts, part: Mapping[str, Any], out: Path) -> None:
    """Write folder `out` with the folder of one company alone, as `write` writes it.

    `part` is one of the release's companies. Refuses as `write` does.
    """
    _check_empty(out)
    making = _making(release, settings.HOME)
    with _draft(out) as folder:
        _write_part(making, folder, part)


def _making(release: ReleaseFacts, home: Path) -> _Making:
    """The signer is named as on the day of the signature, whatever he is called today."""
    key = signing.signing_key(home).public_key()
    stated = signing.opened(key, release.signature)
    if stated is None or stated["content_sha256"] != release.content_sha256:
        raise ContentChanged
    known = {(c.utility, c.code): c.name for c in companies(release.province)}
    return _Making(
        replace(release, signer=str(stated["signer"])),
        tables.Names(county_names(release.province), known),
        home,
        signing.fingerprint(key),
        signing.pem(key),
    )


@contextmanager
def _draft(out: Path) -> Iterator[Path]:
    """A hidden folder beside `out` that becomes `out` in one step at the end.

    What a killed run left there is personal data and goes first.
    """
    out.parent.mkdir(parents=True, exist_ok=True)
    prefix = f".{out.name}~"
    for stale in out.parent.iterdir():
        if stale.name.startswith(prefix) and "~" not in stale.name.removeprefix(prefix):
            shutil.rmtree(stale)
    folder = Path(mkdtemp(prefix=prefix, dir=out.parent))
    try:
        yield folder
        folder.rename(out)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _companies(release: ReleaseFacts) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = release.result["companies"]
    return found


def _write_part(making: _Making, folder: Path, part: Mapping[str, Any]) -> pl.DataFrame:
    """The folder of one company; the lines are handed back for the copy of headquarters."""
    release, utility, company = making.release, part["utility"], part["code"]
    own = folder / part_name(part)
    own.mkdir(mode=0o700)
    lines = listed_lines(release.id, utility, company)
    with (own / "list.ndjson").open("wb") as file:
        file.writelines(records.ndjson(lines, records.Frame.of(release, utility, company)))
    if sha256_of(own / "list.ndjson") != part["sha256"]:
        raise ContentChanged
    _write_tables(own, *tables.company_table(lines, utility, making.names))
    name = making.names.companies.get((utility, company), company)
    letter = covers.company_letter(
        release,
        utility=utility,
        company_name=name,
        rows=lines.height,
        sha256=part["sha256"],
        key=making.key,
    )
    about = {"utility": utility, "code": company, "name": name}
    _close(making, own, letter, company=about, rows=lines.height, sha256=part["sha256"])
    return lines


def _write_copy(making: _Making, folder: Path, parts: list[pl.DataFrame]) -> None:
    """The whole list for the deputy of headquarters: the parts one after another (A-136)."""
    release, copy = making.release, folder / HEADQUARTERS
    copy.mkdir(mode=0o700)
    with (copy / "list.ndjson").open("wb") as whole:
        for part in _companies(release):
            with (folder / part_name(part) / "list.ndjson").open("rb") as own:
                shutil.copyfileobj(own, whole)
    if sha256_of(copy / "list.ndjson") != release.content_sha256:
        raise ContentChanged
    lines = pl.concat(parts or [listed_lines(release.id, "", "")])
    _write_tables(copy, *tables.whole_table(lines, making.names))
    letter = covers.headquarters_letter(release, rows=lines.height, key=making.key)
    _close(making, copy, letter, company=None, rows=lines.height, sha256=release.content_sha256)


def _write_tables(folder: Path, frame: pl.DataFrame, columns: list[tables.Column]) -> None:
    write_csv(frame, folder / "list.csv")
    write_xlsx(frame, folder / "list.xlsx", "فهرست")
    fix_dates(folder / "list.xlsx")
    schema = json.dumps(tables.table_schema(columns), ensure_ascii=False, indent=2)
    (folder / "schema.json").write_text(schema + "\n", "utf-8")


def _close(
    making: _Making,
    folder: Path,
    letter: Letter,
    *,
    company: dict[str, str] | None,
    rows: int,
    sha256: str,
) -> None:
    """The letter, then the signed manifest over everything in the folder."""
    (folder / "letter.pdf").write_bytes(as_pdf(letter, making.release.at))
    (folder / "letter.html").write_text(as_html(letter), "utf-8")
    content = _about(making) | {
        "company": company,
        "rows": rows,
        "sha256": sha256,
        "files": described(folder, FILES),
    }
    write_manifest(folder, making.home, content)


def _write_index(making: _Making, folder: Path) -> None:
    """The manifest over the manifests."""
    names = [part_name(part) for part in _companies(making.release)]
    files = [f"{name}/{file}" for name in [*names, HEADQUARTERS] for file in (MANIFEST, SIGNATURE)]
    content = _about(making) | {"parts": [*names, HEADQUARTERS], "files": described(folder, files)}
    write_manifest(folder, making.home, content)


def _about(making: _Making) -> dict[str, object]:
    """What every manifest of a package says; `release` is what the director-general signed."""
    release = making.release
    return {
        "package": "sayeban-exemption-list/1",
        "campaign": {
            "code": release.campaign,
            "title": release.title,
            "legal_basis": release.legal_basis,
            "benefit": release.benefit,
            "publisher": release.publisher,
        },
        "province": {"code": release.province, "name": release.province_label},
        "list_no": release.number,
        "without": list(release.without),
        "effective_from": release.day.isoformat(),
        "signer": release.signer,
        "release": release.signature,
        "key_fingerprint": making.key,
        "public_key": making.pem,
    }
