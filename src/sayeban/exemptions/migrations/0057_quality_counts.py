from typing import Any

from django.db import migrations, models

from sayeban.runtime.database import protected, run

_PLACE = "campaign_id, province, county, centre"
_MARK = f"INSERT INTO exemptions_qualitystale ({_PLACE})"
# Whoever may write a row may write that it changed: the mark has its place.
_OF_ROWS = f"""
CREATE FUNCTION mark_quality() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    {_MARK} SELECT DISTINCT {_PLACE} FROM new_rows;
  ELSIF TG_OP = 'DELETE' THEN
    {_MARK} SELECT DISTINCT {_PLACE} FROM old_rows;
  ELSE
    {_MARK} SELECT {_PLACE} FROM new_rows UNION SELECT {_PLACE} FROM old_rows;
  END IF;
  RETURN NULL;
END $$;
"""
_CHECKED = f"SELECT s.{_PLACE.replace(', ', ', c.')} FROM {{}} c JOIN exemptions_sample s ON s.id = c.sample_id"
_OF_CHECKS = f"""
CREATE FUNCTION mark_quality_of_checks() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    {_MARK} SELECT DISTINCT * FROM ({_CHECKED.format("new_rows")}) c;
  ELSIF TG_OP = 'DELETE' THEN
    {_MARK} SELECT DISTINCT * FROM ({_CHECKED.format("old_rows")}) c;
  ELSE
    {_MARK} {_CHECKED.format("new_rows")} UNION {_CHECKED.format("old_rows")};
  END IF;
  RETURN NULL;
END $$;
"""
_TABLES = {"INSERT": ("new",), "DELETE": ("old",), "UPDATE": ("old", "new")}


def _triggers(table: str, function: str) -> list[migrations.RunSQL]:
    return [
        run(
            f"CREATE TRIGGER {table}_quality_{event.lower()} AFTER {event} ON {table}"
            f" REFERENCING {' '.join(f'{each} TABLE AS {each}_rows' for each in tables)}"
            f" FOR EACH STATEMENT EXECUTE FUNCTION {function}()"
        )
        for event, tables in _TABLES.items()
    ]


def _table(
    name: str, options: dict[str, Any], *fields: tuple[str, "models.Field[Any, Any]"]
) -> migrations.CreateModel:
    return migrations.CreateModel(
        name=name,
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("centre", models.TextField(blank=True, db_default="", default="")),
            ("campaign_id", models.BigIntegerField()),
            *fields,
            ("province", models.TextField()),
            ("county", models.TextField(blank=True, db_default="", default="")),
        ],
        options=options,
    )


class Migration(migrations.Migration):
    dependencies = [("exemptions", "0056_answers_are_valid")]
    operations = [
        _table(
            "QualityCount",
            {
                "constraints": [
                    models.UniqueConstraint(
                        fields=["campaign_id", "province", "county", "centre", "kind", "name"],
                        name="exemptions_qualitycount_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(wrong__gte=0, rows__gte=models.F("wrong")),
                        name="exemptions_qualitycount_part",
                        violation_error_message="شمار نادرست‌ها از شمار ردیف‌ها بیشتر نیست.",
                    ),
                ],
            },
            ("kind", models.TextField()),
            ("name", models.TextField()),
            ("rows", models.BigIntegerField()),
            ("wrong", models.BigIntegerField()),
        ),
        _table(
            "QualityStale",
            {
                "indexes": [
                    models.Index(
                        fields=["campaign_id", "province", "county", "centre"],
                        name="exemptions_qualitystale_place",
                    )
                ],
            },
        ),
        protected("exemptions_qualitycount"),
        protected("exemptions_qualitystale"),
        run(_OF_ROWS),
        run(_OF_CHECKS),
        *_triggers("exemptions_row", "mark_quality"),
        *_triggers("exemptions_connection", "mark_quality"),
        *_triggers("exemptions_samplerow", "mark_quality_of_checks"),
        # The triggers hold writers off until this transaction ends, so nothing goes unmarked.
        run(
            f"SET LOCAL ROLE sayeban_hq; {_MARK} SELECT DISTINCT {_PLACE} FROM exemptions_row;"
            " RESET ROLE"
        ),
    ]
