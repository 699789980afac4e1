"""Which official province and county a typed name or code means; which rows repeat a person."""

from collections import Counter
from collections.abc import Mapping

import polars as pl

from sayeban.country import text
from sayeban.sheets.public import ROW_NO

_PROVINCE_CODE, _COUNTY_CODE = 2, 4


def resolve_places(
    frame: pl.DataFrame, provinces: pl.DataFrame, counties: pl.DataFrame
) -> pl.DataFrame:
    """`frame` with `province` and `county` as official codes and its `reason` completed.

    `provinces`: code, name; `counties`: code, province, name, those valid today. Names match by
    key, with or without «استان» and «شهرستان», codes with or without their leading zeros; a blank
    province is taken from a county given by its code. Unknown or blank province: null and
    province.unknown; a name that is no county of that province: null and county.unknown; a blank
    county is "". A reason that a row already has stays.
    """
    pairs = frame.select("province", "county").unique()
    gazetteer = _Gazetteer(provinces, counties)
    found = [gazetteer.find(*pair) for pair in pairs.iter_rows()]
    resolved = pairs.with_columns(
        pl.Series("province_code", [place[0] for place in found], pl.String),
        pl.Series("county_code", [place[1] for place in found], pl.String),
        pl.Series("place_reason", [place[2] for place in found], pl.String),
    )
    placed = frame.join(resolved, on=["province", "county"], how="left", maintain_order="left")
    reasons = [name for name in ("reason", "place_reason") if name in placed.columns]
    return placed.with_columns(
        pl.col("province_code").alias("province"),
        pl.col("county_code").alias("county"),
        pl.coalesce(reasons).alias("reason"),
    ).drop("province_code", "county_code", "place_reason")


def restore_centres(frame: pl.DataFrame, known: Mapping[str, str]) -> pl.DataFrame:
    """`frame` with the leading zeros that numeric cells took from centre codes.

    `known`: county by centre code. A code that is unknown is restored where exactly one centre of
    the row's county is that number.
    """
    of_number = Counter(_number(county, code) for code, county in known.items())
    padded = {
        number: code
        for code, county in known.items()
        if of_number[number := _number(county, code)] == 1
    }
    typed = pl.concat_str("county", pl.lit("/"), pl.col("centre").str.strip_chars_start("0"))
    restored = typed.replace_strict(
        list(padded), list(padded.values()), default=pl.col("centre"), return_dtype=pl.String
    )
    unknown = (pl.col("centre") != "") & ~pl.col("centre").is_in(list(known))
    return frame.with_columns(pl.when(unknown).then(restored).otherwise("centre").alias("centre"))


def _number(county: str, code: str) -> str:
    return f"{county}/{code.lstrip('0')}"


def mark_duplicates(frame: pl.DataFrame) -> pl.DataFrame:
    """`frame` with the reason national_id.duplicate on each later row of a person.

    `first_row_no` of `first_sheet` (where the frame names sheets) is the row that counts, null on
    rows that repeat nobody. Rows that already have a reason count as nobody's; the order of the
    frame is the order of the file.
    """
    usable = pl.col("reason").is_null()
    repeated = frame.filter(usable).filter(pl.col("national_id").is_duplicated())
    where = {name: f"first_{name}" for name in (ROW_NO, "sheet") if name in frame.columns}
    first = repeated.group_by("national_id", maintain_order=True).agg(
        pl.col(name).first().alias(of_first) for name, of_first in where.items()
    )
    marked = frame.with_columns(
        (usable & ~pl.struct("national_id", usable.alias("usable")).is_first_distinct()).alias(
            "repeats"
        )
    ).join(first, on="national_id", how="left", maintain_order="left")
    return marked.with_columns(
        *(pl.when("repeats").then(of_first).alias(of_first) for of_first in where.values()),
        pl.when("repeats")
        .then(pl.lit("national_id.duplicate"))
        .otherwise("reason")
        .alias("reason"),
    ).drop("repeats")


class _Gazetteer:
    """Look-up of official places by key and by code."""

    def __init__(self, provinces: pl.DataFrame, counties: pl.DataFrame) -> None:
        self._provinces: dict[str, str] = {}
        for code, name in provinces.select("code", "name").iter_rows():
            self._provinces |= {code: code, _province_key(name): code}
        self._counties: dict[tuple[str, str], str] = {}
        for code, province, name in counties.select("code", "province", "name").iter_rows():
            self._counties |= {(province, code): code, (province, _key(name, "شهرستان")): code}

    def find(self, province: str, county: str) -> tuple[str | None, str | None, str | None]:
        """(province code, county code, reason) of what was typed."""
        typed = _code(county, _COUNTY_CODE) or _key(county, "شهرستان")
        code = self._province(province) or self._province_of(typed, province)
        if code is None:
            return None, None, "province.unknown"
        if not typed:
            return code, "", None
        found = self._counties.get((code, typed))
        return code, found, None if found else "county.unknown"

    def _province(self, typed: str) -> str | None:
        return self._provinces.get(_code(typed, _PROVINCE_CODE) or _province_key(typed))

    def _province_of(self, county: str, province: str) -> str | None:
        key = (county[:_PROVINCE_CODE], county)
        return key[0] if not _key(province) and key in self._counties else None


def _code(typed: str, length: int) -> str:
    """The code with the zero that a numeric cell lost; "" when it is no code."""
    digits = text.identifier(typed)
    is_code = digits.isascii() and digits.isdigit() and length - 1 <= len(digits) <= length
    return digits.zfill(length) if is_code else ""


def _key(typed: str, word: str = "") -> str:
    return text.match_key(typed).removeprefix(word)


def _province_key(name: str) -> str:
    """Without «و»: چهارمحال بختیاری is چهارمحال و بختیاری."""
    return _key(name, "استان").replace("و", "")
