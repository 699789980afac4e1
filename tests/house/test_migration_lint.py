"""The lint of migrations knows a dangerous one when it sees it."""

from tests.house import migrations


def test_a_required_column_on_a_table_with_rows_is_found() -> None:
    sql = "BEGIN;\nALTER TABLE people_person ADD COLUMN father text NOT NULL;\nCOMMIT;\n"
    assert "adding-required-field" in migrations.problems_of(sql, "people-0009")


def test_a_column_that_may_be_empty_is_let_through() -> None:
    sql = "BEGIN;\nALTER TABLE people_person ADD COLUMN father text;\nCOMMIT;\n"
    assert migrations.problems_of(sql, "people-0009") == ""


def test_later_migrations_are_ours_and_not_an_apps_first() -> None:
    found = migrations.later_migrations()
    assert ("runtime", "0002_security") in found
    assert not [name for _, name in found if name == "0001_initial"]
