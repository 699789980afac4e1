"""One large workbook of headquarters, and the filled worksheet of the same rows."""

from datetime import date
from pathlib import Path
from random import Random

import polars as pl

from sayeban.sites.demo_data import cells, headquarters, reference
from sayeban.sites.demo_data.dealing import Person
from sayeban.sites.demo_data.expected import with_expectations
from sayeban.sites.demo_data.filling import Values, typist
from sayeban.sites.demo_data.geography import plan
from sayeban.sites.demo_data.styles import STYLES
from sayeban.sites.demo_data.truth import province_truth
from sayeban.sites.demo_data.typing_rows import first_round

PROVINCES = plan(1_500)
PROVINCE = PROVINCES[0]


def make_truth(rows: int, today: date) -> pl.DataFrame:
    """So many households of one province, all on the province's own worklist."""
    home = PROVINCE.counties[0]
    people = [
        Person(number, home, "", "", dirt="county_blank", plan="clean") for number in range(rows)
    ]
    rng = Random(rows)  # noqa: S311 - repeatable on purpose
    return with_expectations(province_truth(PROVINCE, people, rng, today))


def write_workbook(truth: pl.DataFrame, path: Path) -> None:
    """Headquarters' workbook: the exact columns of seed 001 in one sheet."""
    lines = headquarters.typed(PROVINCE, truth, STYLES[0])
    headquarters.write(path, PROVINCE, lines)


def write_reference(folder: Path) -> None:
    """Companies, centres and staff."""
    folder.mkdir(parents=True, exist_ok=True)
    reference.companies().write_csv(folder / "companies.csv")
    reference.staff(PROVINCES).write_csv(folder / "staff.csv")


def fill_worksheet(truth: pl.DataFrame, source: Path, target: Path, today: date) -> None:
    """The worksheet as the collector sends it back."""
    typed = first_round(truth, today)
    values: Values = {person: (how, row) for person, how, *row in typed.iter_rows()}
    cells.type_into(source, target, typist(values, []))
