"""The canonical form of a list: the NDJSON records that a company gets, in a fixed order.

The sha256 of a company's list.ndjson is the hash of its part, and the sha256 of all parts one
after another (by utility, then company) is the content hash that the director-general signs. So
whoever holds a file can check it with sha256sum.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import polars as pl
from django.conf import settings

from sayeban.country import jalali
from sayeban.exemptions.package.signing import household_ref, households_key
from sayeban.exemptions.reads.release import ReleaseFacts, listed_lines

_AT_ONCE = 20_000
_TENURES = ["owner", "tenant"]
# JSON escapes quotes, backslashes and control characters; everything else stands for itself.
_SPECIAL = r'["\\\x00-\x1f]'
_ESCAPES = {char: json.dumps(char)[1:-1] for char in ['"', "\\", *map(chr, range(0x20))]}


@dataclass(frozen=True, slots=True)
class Frame:
    """What is the same in every record of one part of a list."""

    company: str
    effective_from: str
    programme: dict[str, str]
    key: bytes
    number_field: str

    @classmethod
    def of(cls, release: ReleaseFacts, utility: str, company: str) -> "Frame":
        return cls(
            company=f"{utility}-{company}",
            effective_from=release.day.isoformat(),
            programme={
                "id": release.campaign,
                "legal_basis": release.legal_basis,
                "fiscal_year": fiscal_year(release.day),
            },
            key=households_key(settings.HOME),
            number_field="meter_serial" if utility == "electricity" else "subscription_no",
        )


def fiscal_year(day: date) -> str:
    """The Jalali year, which is the country's fiscal year."""
    return f"{jalali.parts(day)[0]:04d}"


def part(release: ReleaseFacts, utility: str, company: str) -> Iterator[bytes]:
    """The NDJSON of one company's part, in pieces."""
    yield from ndjson(
        listed_lines(release.id, utility, company), Frame.of(release, utility, company)
    )


def ndjson(lines: pl.DataFrame, frame: Frame) -> Iterator[bytes]:
    """One record a line (schema Record of the utility exchange), in pieces.

    Put together column by column, many times as fast as record by record; a test compares it with
    the plain form.
    """
    for piece in lines.with_columns(version=pl.lit(1)).iter_slices(_AT_ONCE):
        text = rendered(piece, frame).to_frame("record")
        yield str(text.select((pl.col("record") + "\n").str.join("")).item()).encode()


def rendered(lines: pl.DataFrame, frame: Frame) -> pl.Series:
    """The record of each line as JSON; `version` is a column of the lines."""
    refs = [household_ref(frame.key, frame.company, one) for one in lines["household_id"]]
    named = _escaped(lines).with_columns(pl.Series("household_ref", refs, pl.String))
    return named.select(pl.concat_str(*_json(_record(frame)))).to_series()


def _escaped(lines: pl.DataFrame) -> pl.DataFrame:
    """Every text as it stands between the quotes of JSON; few columns ever need a change."""
    special = lines.select(pl.col(pl.String).str.contains(_SPECIAL).any()).row(0, named=True)
    return lines.with_columns(
        pl.col(name).str.replace_many(list(_ESCAPES), list(_ESCAPES.values()))
        for name, found in special.items()
        if found
    )


def _record(frame: Frame) -> dict[str, object]:
    return {
        "exemption_id": _text("exemption_id"),
        "version": pl.col("version").cast(pl.String),
        "effective_from": frame.effective_from,
        "household_ref": _text("household_ref"),
        "occupant": {
            "national_id": _text("occupant_id"),
            "full_name": _text("occupant_name"),
            "mobile": _text_or_null("mobile"),
        },
        "tenure": pl.when(pl.col("tenure").is_in(_TENURES))
        .then(_text("tenure"))
        .otherwise(pl.lit('"other"')),
        "service_point": {
            "bill_id": _text("bill_id"),
            frame.number_field: _text_or_null("number"),
            "connection": "private",
            "postal_code": _text("postal_code"),
            "county_code": pl.concat_str(
                _text("county"), _where_known("address"), _where_known("settlement")
            ),
        },
        "programme": dict(frame.programme),
    }


def _json(value: object) -> Iterator[pl.Expr]:
    """The pieces of a JSON text in which an expression stands for its own JSON."""
    if isinstance(value, pl.Expr):
        yield value
    elif isinstance(value, dict):
        for number, (name, inner) in enumerate(value.items()):
            yield pl.lit(("," if number else "{") + json.dumps(name) + ":")
            yield from _json(inner)
        yield pl.lit("}")
    else:
        yield pl.lit(json.dumps(value, ensure_ascii=False))


def _text(column: str) -> pl.Expr:
    return pl.concat_str(pl.lit('"'), pl.col(column), pl.lit('"'))


def _text_or_null(column: str) -> pl.Expr:
    return pl.when(pl.col(column) == "").then(pl.lit("null")).otherwise(_text(column))


def _where_known(column: str) -> pl.Expr:
    """A further field of the object, only where there is something to say."""
    field = pl.concat_str(pl.lit(f',"{column}":'), _text(column))
    return pl.when(pl.col(column) == "").then(pl.lit("")).otherwise(field)
