"""Headquarters' workbook of one province: the truth as an office writes it, with all its dirt."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from random import Random
from typing import Any, Final

import polars as pl
import rustpy_xlsxwriter

from sayeban.sites.demo_data import identifiers as ids
from sayeban.sites.demo_data.dealing import UNLISTED
from sayeban.sites.demo_data.geography import ProvincePlan
from sayeban.sites.demo_data.looks import by_look
from sayeban.sites.demo_data.plans import JUNK, share
from sayeban.sites.demo_data.styles import ARABIC, ARABIC_DIGITS, PERSIAN_DIGITS, STYLES, Style

SHEET_ROWS: Final = 1_048_575
"""What an XLSX sheet holds under its header."""
_TENURES: Final = {
    "owner": ("مالک", "ملکی", "منزل شخصی", "صاحب خانه"),
    "tenant": ("استیجاری", "اجاره‌ای", "مستأجر", "رهن و اجاره"),
    "other": ("غیره", "سازمانی", "منزل پدری", "سایر"),
}
_STATUSES: Final = {
    "": ("فعال", "", "تحت پوشش", "فعال"),
    "deceased": ("فوت", "فوت شده", "متوفی", "فوتی"),
    "exited": ("خروج از پرونده", "مختومه", "خروج", "خارج شده"),
}
_DIGIT_COLUMNS: Final = ("national_id", "postal_code", "mobile", "centre")
_WORD_COLUMNS: Final = ("first_name", "last_name", "full_name", "tenure", "status")


def typed_lines(
    province: ProvincePlan, truth: pl.DataFrame, rng: Random
) -> tuple[pl.DataFrame, dict[str, int]]:
    """Every line of the province's workbook in file order, and how often each spelling occurs.

    Columns as in styles.Style, all text; `reason` is the code of its reject, "" on accepted ones.
    """
    style = STYLES[province.index % len(STYLES)]
    accepted = typed(province, truth, style).with_columns(
        reason=pl.lit(""), place=pl.Series([rng.random() for _ in range(truth.height)])
    )
    lines = pl.concat([accepted, _junk(province, truth, style, rng)]).sort("place")
    spelled = _spell(lines, style)
    return spelled.drop("place", "look"), _count_spellings(lines, spelled)


def write(path: Path, province: ProvincePlan, lines: pl.DataFrame) -> None:
    """Write the lines in the province's style; more sheets where one is full."""
    style = STYLES[province.index % len(STYLES)]
    table = _laid_out(lines, style)
    step = (table.height + 1) // 2 if style.halves else SHEET_ROWS - len(style.titles)
    parts = [table.slice(at, step) for at in range(0, table.height, step)]
    sheets: list[tuple[str, Any]] = [
        (f"فهرست {n}", _under_titles(part, style)) for n, part in enumerate(parts, start=1)
    ]
    if style.halves:
        sheets.insert(0, ("راهنما", pl.DataFrame({"دو برگه": ["هر دو برگهٔ فهرست را بخوانید."]})))
    path.parent.mkdir(parents=True, exist_ok=True)
    rustpy_xlsxwriter.write_worksheets(
        sheets, str(path), sheet_view={name: {"right_to_left": True} for name, _ in sheets}
    )


def typed(province: ProvincePlan, truth: pl.DataFrame, style: Style) -> pl.DataFrame:
    """The columns of styles.Style as text, one line a row of the truth, plainly spelled."""
    dirt, look = pl.col("dirt"), pl.col("look")
    named = dirt != "name_missing"
    place = "code" if style.by_code else "name"
    names = {"name": province.name, "code": str(int(province.code))}
    county = (
        pl.when(dirt == "county_blank").then(pl.lit(""))
        .otherwise(pl.col("home_county").str.strip_chars_start("0") if style.by_code
                   else pl.col("county_name"))
    )  # fmt: skip
    return truth.select(
        pl.lit(names[place]).alias("province"),
        county.alias("county"),
        _centre(province).alias("centre"),
        *(pl.when(named).then(name).otherwise(pl.lit("")).alias(name)
          for name in ("first_name", "last_name", "full_name")),
        "national_id",
        "birth_date",
        _hidden_by("postal_invalid", "old_postal_code", "12345").alias("postal_code"),
        _hidden_by("mobile_invalid", "old_mobile", "0912345").alias("mobile"),
        _hidden_by("ownership_unknown", _word(_TENURES, pl.col("tenure")), "نامعلوم")
        .alias("tenure"),
        _hidden_by("status_unknown", _status(), "غیرفعال").alias("status"),
        pl.when(dirt == "no_file").then(pl.lit("ندارد"))
        .otherwise(pl.concat_str(pl.lit("پ-"), pl.col("number") + 1)).alias("file_number"),
        pl.when(dirt == "not_recipient").then(pl.lit("خیر"))
        .when(look % 2 == 0).then(pl.lit("بله")).otherwise(pl.lit("")).alias("pension"),
        "head_id",
        pl.when(dirt == "resident").then(pl.lit("بله")).otherwise(pl.lit("خیر"))
        .alias("resident"),
        "look",
    )  # fmt: skip


def _hidden_by(dirt: str, value: pl.Expr | str, shown: str) -> pl.Expr:
    """`value`, and `shown` in its place on rows with this dirt."""
    return pl.when(pl.col("dirt") == dirt).then(pl.lit(shown)).otherwise(value)


def _word(words: Mapping[str, Sequence[str]], code: pl.Expr) -> pl.Expr:
    """One of the words of a code, by the look of the row."""
    return pl.coalesce(
        pl.when(code == name).then(by_look(*map(pl.lit, several)))
        for name, several in words.items()
    )


def _status() -> pl.Expr:
    gone = pl.col("dirt").is_in(["deceased", "exited"])
    return _word(_STATUSES, pl.when(gone).then("dirt").otherwise(pl.lit("")))


def _centre(province: ProvincePlan) -> pl.Expr:
    """What stands in the column: for a foreign centre that of the next county."""
    codes = [county.code for county in province.counties]
    firsts = [county.centres[0] for county in province.counties]
    foreign = pl.col("home_county").replace_strict(
        codes, [*firsts[1:], firsts[0]], return_dtype=pl.String
    )
    dirt = pl.col("dirt")
    return (
        pl.when(dirt == "centre_foreign").then(foreign)
        .when(dirt == "county_blank").then(pl.lit(""))
        .otherwise("centre")
    )  # fmt: skip


def _junk(province: ProvincePlan, truth: pl.DataFrame, style: Style, rng: Random) -> pl.DataFrame:
    """The lines that the load rejects: new persons with one fault, and second lines of known ones.

    A second line stands below the first.
    """
    clean = truth.filter(pl.col("dirt") == "")
    made: list[pl.DataFrame] = []
    serial = province.first_serial + truth.height + truth.filter(pl.col("head") == UNLISTED).height
    for reason, base in JUNK.items():
        count = share(base, province.households)
        picked = clean[rng.sample(range(clean.height), count)]
        if reason != "national_id.duplicate":
            new = ids.national_id_expr(pl.int_range(serial, serial + count))
            picked = picked.with_columns(new.alias("national_id"), pl.lit("").alias("head_id"))
            serial += count
        below = reason == "national_id.duplicate"
        lines = typed(province, picked, style).with_columns(_fault(reason, style))
        places = pl.Series([below + rng.random() for _ in range(count)])
        made.append(lines.with_columns(reason=pl.lit(reason), place=places))
    return pl.concat(made)


def _fault(reason: str, style: Style) -> list[pl.Expr]:
    wrong = (pl.col("national_id").str.slice(9).cast(pl.Int64) + 1) % 10
    broken = pl.concat_str(pl.col("national_id").str.head(9), wrong)
    faults = {
        "national_id.missing": pl.lit("").alias("national_id"),
        "national_id.check_digit": broken.alias("national_id"),
        "province.unknown": pl.lit("99" if style.by_code else "سرزمین دور").alias("province"),
        "county.unknown": pl.lit("9999" if style.by_code else "ناکجاآباد").alias("county"),
    }
    return [faults[reason]] if reason in faults else []


def _spell(lines: pl.DataFrame, style: Style) -> pl.DataFrame:
    """Letters, half-spaces and digits in any of the usual writings; ids that lost their zero."""
    spelled = lines.with_columns(
        pl.col("national_id", "mobile").str.strip_chars_start("0"),
        *(_letters(pl.col(name)).alias(name) for name in _WORD_COLUMNS),
    )
    if style.numeric:
        return spelled
    return spelled.with_columns(_digits(pl.col(name)).alias(name) for name in _DIGIT_COLUMNS)


def _letters(column: pl.Expr) -> pl.Expr:
    return by_look(column, _swap(column, ARABIC), column.str.replace_all("\u200c", " "))


def _digits(column: pl.Expr) -> pl.Expr:
    return by_look(column, _swap(column, PERSIAN_DIGITS), _swap(column, ARABIC_DIGITS), column)


def _swap(column: pl.Expr, table: Mapping[str, str]) -> pl.Expr:
    return column.str.replace_many(list(table), list(table.values()))


def _count_spellings(lines: pl.DataFrame, spelled: pl.DataFrame) -> dict[str, int]:
    """Rows on which each spelling really shows."""

    def having(name: str, characters: str) -> int:
        return int(spelled[name].str.contains(f"[{characters}]").sum())

    blank = lines["full_name"].str.contains("\u200c") & ~spelled["full_name"].str.contains("\u200c")
    return {
        "arabic_letters": having("full_name", "يك"),
        "lost_half_space": int(blank.sum()),
        "persian_digits": having("national_id", "۰-۹"),
        "arabic_digits": having("national_id", "٠-٩"),
    }


def _laid_out(lines: pl.DataFrame, style: Style) -> pl.DataFrame:
    """The columns of the style under its headers."""
    more = {
        "row": pl.int_range(1, pl.len() + 1).cast(pl.String),
        "sex": pl.lit("نامشخص"),
        "disability": pl.lit("جسمی حرکتی"),
        "address": pl.concat_str(pl.lit("خیابان اصلی، پلاک "), pl.int_range(1, pl.len() + 1) % 400),
    }
    columns = [more.get(name, pl.col(name)).alias(label) for name, label in style.columns.items()]
    blank = [pl.lit("").alias(label) for label in style.blank]
    table = lines.select(*columns, *blank)
    if not style.numeric:
        return table
    label = style.columns["national_id"]
    return table.with_columns(pl.col(label).cast(pl.Int64, strict=False))


def _under_titles(table: pl.DataFrame, style: Style) -> pl.DataFrame:
    """The writer puts names of columns into the first row: titles take their place."""
    if not style.titles:
        return table
    first, *more = style.titles
    above = [[title, *[""] * (table.width - 1)] for title in more]
    names = [first, *(" " * place for place in range(1, table.width))]
    head = pl.DataFrame([*above, table.columns], schema=names, orient="row")
    return pl.concat([head, table.rename(dict(zip(table.columns, names, strict=True)))])
