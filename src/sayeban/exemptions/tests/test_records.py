"""The canonical record of a list line, put together by columns, equals the plain JSON of it."""

import json
from typing import Any

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from sayeban.exemptions.package.records import Frame, ndjson
from sayeban.exemptions.package.signing import household_ref
from sayeban.exemptions.reads.release import LINE_COLUMNS

FRAME = Frame(
    company="gas-307",
    effective_from="2026-11-24",
    programme={"id": "c1405", "legal_basis": 'بند «ی» "۸"', "fiscal_year": "1405"},
    key=b"k" * 32,
    number_field="subscription_no",
)
_words = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=8)
_lines = st.fixed_dictionaries(
    dict.fromkeys(LINE_COLUMNS, _words)
    | {
        "tenure": st.sampled_from(["owner", "tenant", "other", ""]),
        "address": st.one_of(_words, st.just(""), st.just('کوچهٔ "۱"\\\n')),
        "settlement": st.sampled_from(["urban", "rural", ""]),
    }
)


def _plain(line: dict[str, str]) -> dict[str, Any]:
    return {
        "exemption_id": line["exemption_id"],
        "version": 1,
        "effective_from": FRAME.effective_from,
        "household_ref": household_ref(FRAME.key, FRAME.company, line["household_id"]),
        "occupant": {
            "national_id": line["occupant_id"],
            "full_name": line["occupant_name"],
            "mobile": line["mobile"] or None,
        },
        "tenure": line["tenure"] if line["tenure"] in ("owner", "tenant") else "other",
        "service_point": {
            "bill_id": line["bill_id"],
            "subscription_no": line["number"] or None,
            "connection": "private",
            "postal_code": line["postal_code"],
            "county_code": line["county"],
        }
        | {name: line[name] for name in ("address", "settlement") if line[name]},
        "programme": FRAME.programme,
    }


@given(st.lists(_lines, max_size=4))
def test_records_by_columns_equal_records_one_by_one(lines: list[dict[str, str]]) -> None:
    frame = pl.DataFrame(lines, schema=dict.fromkeys(LINE_COLUMNS, pl.String))

    expected = "".join(
        json.dumps(_plain(line), ensure_ascii=False, separators=(",", ":")) + "\n" for line in lines
    )
    assert b"".join(ndjson(frame, FRAME)) == expected.encode()
