"""Persian text: one table of characters, rendered for Python, Polars and PostgreSQL.

Source of the table: domain.md 3.1. Four renderings of a text are made from it:

- `normalize`   display form: what is stored and shown (Persian yeh and kaf, tidy half-spaces);
- `match_key`   what two spellings of one name share; for comparing, never for showing;
- `sort_key`    ascends in Persian alphabetical order under COLLATE "C" (the embedded server has
                no ICU, and code point order puts پ چ ژ ک گ ی after ه);
- `identifier`  a code as typed, with ASCII digits and without blanks, marks and hyphens.

`SQL` holds fa_norm, fa_match_key and fa_sort_key: the first three for the database.
"""

import re
import unicodedata
from collections.abc import Mapping

import polars as pl


def _characters(*ranges: tuple[int, int]) -> str:
    return "".join(chr(point) for first, last in ranges for point in range(first, last + 1))


def _each(characters: str, target: str) -> dict[str, str]:
    return dict.fromkeys(characters, target)


ZWNJ = "\u200c"
_LATIN_DIGITS = "0123456789"
_DIGITS = {
    digit: _LATIN_DIGITS[value]
    for digits in ("۰۱۲۳۴۵۶۷۸۹", "٠١٢٣٤٥٦٧٨٩", _characters((0xFF10, 0xFF19)))
    for value, digit in enumerate(digits)
}
_SPACES = _characters(
    (0x09, 0x0D), (0x1C, 0x20), (0x85, 0x85), (0xA0, 0xA0), (0x1680, 0x1680),
    (0x2000, 0x200A), (0x2028, 0x2029), (0x202F, 0x202F), (0x205F, 0x205F), (0x3000, 0x3000),
)  # fmt: skip
_INVISIBLE = _characters(
    (0xAD, 0xAD), (0x061C, 0x061C), (0x200B, 0x200B), (0x200D, 0x200F), (0x202A, 0x202E),
    (0x2060, 0x2060), (0x2066, 0x2069), (0xFEFF, 0xFEFF),
)  # fmt: skip
# No column of PostgreSQL holds it, so its functions have no form of this.
_NUL = {"\0": ""}
_TATWEEL = "\u0640"
_HARAKAT = _characters((0x064B, 0x065F), (0x0670, 0x0670))
_HYPHENS = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
# A lone hamza and these separators come and go in names: رضاء, عبد-الله, م.رضایی.
_OPTIONAL = "ء-_.،"
_YEH_KAF = _each("يى", "ی") | _each("ك", "ک")
_HAMZA_FORMS = _each("آأإٱ", "ا") | _each("ؤ", "و") | _each("ئ", "ی") | _each("ۀةەۂ", "ه")
# ASCII only: the lower() of a database depends on its locale.
_LOWER = {chr(upper): chr(upper + 32) for upper in range(ord("A"), ord("Z") + 1)}
# Letters that sort as one share a group; the order of the groups is the alphabet's.
_ALPHABET = "ء آ أاإٱ ب پ ت ث ج چ ح خ د ذ ر ز ژ س ش ص ض ط ظ ع غ ف ق کك گ ل م ن وؤ هةۀەۂ یىيئ"
_FIRST_SORT_POINT = 0x0500  # a block of single code points above Latin and Cyrillic

_DISPLAY_FIRST = _each(_TATWEEL + _INVISIBLE, "") | _each(_SPACES, " ")
_MATCH = (
    _YEH_KAF
    | _DIGITS
    | _HAMZA_FORMS
    | _LOWER
    | _each(_HARAKAT + _TATWEEL + _INVISIBLE + ZWNJ + _SPACES + _OPTIONAL, "")
)
_SORT = (
    _DIGITS
    | _LOWER
    | {
        letter: chr(_FIRST_SORT_POINT + place)
        for place, group in enumerate(_ALPHABET.split())
        for letter in group
    }
    | _each(_HARAKAT + _TATWEEL + _INVISIBLE + ZWNJ, "")
)
_IDENTIFIER = _DIGITS | _each(_TATWEEL + _INVISIBLE + ZWNJ + _SPACES + _HYPHENS, "")

_SPACE_RUN = r"[ \u200c]* [ \u200c]*"  # any run of blanks and half-spaces with a blank in it
_ZWNJ_RUN = r"\u200c{2,}"
_EDGES = " \u200c"

_DISPLAY_FIRST_TABLE = str.maketrans(_DISPLAY_FIRST | _NUL)
_YEH_KAF_TABLE = str.maketrans(_YEH_KAF)
_MATCH_TABLE = str.maketrans(_MATCH)
_SORT_TABLE = str.maketrans(_SORT)
_DIGIT_TABLE = str.maketrans(_DIGITS)
_IDENTIFIER_TABLE = str.maketrans(_IDENTIFIER)


def normalize(text: str) -> str:
    """The display form of `text`: the same words, one spelling of each character.

    Digits, hamza forms and vowel marks stay; doing it twice changes nothing (domain.md 3.1).
    """
    # Invisible characters go first: one between a letter and its mark would hinder NFC.
    text = unicodedata.normalize("NFC", text.translate(_DISPLAY_FIRST_TABLE))
    text = re.sub(_SPACE_RUN, " ", text.translate(_YEH_KAF_TABLE))
    return re.sub(_ZWNJ_RUN, ZWNJ, text).strip(_EDGES)


def match_key(text: str) -> str:
    """The key under which spellings of one name meet: موسوی‌نژاد = موسوی نژاد (domain.md 3.1)."""
    return unicodedata.normalize("NFKC", text).translate(_MATCH_TABLE)


def sort_key(text: str) -> str:
    """A key whose code point order is the Persian alphabetical order (domain.md 3.2)."""
    return unicodedata.normalize("NFKC", text).translate(_SORT_TABLE)


def ascii_digits(text: str) -> str:
    """`text` with Persian, Arabic and full-width digits as 0-9, all else as it is."""
    return text.translate(_DIGIT_TABLE)


def identifier(text: str) -> str:
    """A code as somebody typed it, ready for `country.formats`: «۱۲۳۴۵ - ۶۷۸۹۰» → 1234567890."""
    return text.translate(_IDENTIFIER_TABLE)


def _translate_expr(column: pl.Expr, table: Mapping[str, str]) -> pl.Expr:
    return column.str.replace_many(list(table), list(table.values()))


def normalize_expr(column: pl.Expr) -> pl.Expr:
    """Polars form of `normalize`."""
    column = _translate_expr(column, _DISPLAY_FIRST | _NUL).str.normalize("NFC")
    column = _translate_expr(column, _YEH_KAF).str.replace_all(_SPACE_RUN, " ")
    return column.str.replace_all(_ZWNJ_RUN, ZWNJ).str.strip_chars(_EDGES)


def match_key_expr(column: pl.Expr) -> pl.Expr:
    """Polars form of `match_key`."""
    return _translate_expr(column.str.normalize("NFKC"), _MATCH)


def sort_key_expr(column: pl.Expr) -> pl.Expr:
    """Polars form of `sort_key`."""
    return _translate_expr(column.str.normalize("NFKC"), _SORT)


def ascii_digits_expr(column: pl.Expr) -> pl.Expr:
    """Polars form of `ascii_digits`."""
    return _translate_expr(column, _DIGITS)


def identifier_expr(column: pl.Expr) -> pl.Expr:
    """Polars form of `identifier`."""
    return _translate_expr(column, _IDENTIFIER)


def _literal(characters: str) -> str:
    """An SQL string in which every character outside ASCII letters and digits is escaped."""
    escaped = (
        char if char.isascii() and char.isalnum() else f"\\u{ord(char):04X}" for char in characters
    )
    return "E'" + "".join(escaped) + "'"


def _class_sql(characters: str) -> str:
    """A pattern that finds any of the characters."""
    return "'[" + "".join(f"\\u{ord(char):04X}" for char in characters) + "]'"


def _translate_sql(text: str, table: Mapping[str, str]) -> str:
    """translate(): the kept characters lead, those beyond the second list are dropped."""
    kept = {source: target for source, target in table.items() if target}
    dropped = "".join(source for source, target in table.items() if not target)
    sources, targets = "".join(kept) + dropped, "".join(kept.values())
    return f"translate({text}, {_literal(sources)}, {_literal(targets)})"


def _function(name: str, *steps: str) -> str:
    body = "\n  ".join(steps)
    return f"""CREATE OR REPLACE FUNCTION {name}(t text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $f$
BEGIN
  {body}
  RETURN t;
END $f$;
"""


def _step_sql(table: Mapping[str, str], usual: str) -> str:
    """Translate `t`, the seldom characters only where there is one.

    translate() runs through its whole list for every character: with the short list of the usual
    ones a name takes a fifth of the time.
    """
    seldom = {source: target for source, target in table.items() if source not in usual}
    often = {source: table.get(source, source) for source in usual}
    return (
        f"IF t ~ {_class_sql(''.join(seldom))} THEN\n"
        f"    t := {_translate_sql('t', seldom)};\n  END IF;\n"
        f"  t := {_translate_sql('t', often)};"
    )


_JOIN_SPACES = f"""IF t ~ '[ \\u200c]{{2}}' THEN
    t := regexp_replace(t, '{_SPACE_RUN}', ' ', 'g');
    t := regexp_replace(t, '{_ZWNJ_RUN}', {_literal(ZWNJ)}, 'g');
  END IF;"""

SQL = (
    _function(
        "fa_norm",
        _step_sql(_DISPLAY_FIRST, " "),
        "t := normalize(t, NFC);",
        f"t := {_translate_sql('t', _YEH_KAF)};",
        _JOIN_SPACES,
        f"t := btrim(t, {_literal(_EDGES)});",
    )
    + _function("fa_match_key", "t := normalize(t, NFKC);", _step_sql(_MATCH, f" {ZWNJ}يكآئ"))
    + _function(
        "fa_sort_key",
        "t := normalize(t, NFKC);",
        _step_sql(_SORT, f" ایرمندهوسبتلحعکشقفزجصپخگطغچضآئثذظژيك{ZWNJ}"),
    )
)
