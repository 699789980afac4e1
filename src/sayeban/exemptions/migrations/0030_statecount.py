from django.db import migrations, models

from sayeban.runtime.database import protected, run

_COUNT = (
    "INSERT INTO exemptions_statecount"
    " (campaign_id, province, county, centre, state, rows, informed)"
)
_TOLD = "contacted IN ('sent', 'will_send', 'refuses')"
_PLACE = "campaign_id, province, county, centre, state"
# Whoever may write a row may write that it is counted: it has the same place.
_FUNCTION = f"""
CREATE FUNCTION count_states() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    {_COUNT} SELECT {_PLACE}, count(*), count(*) FILTER (WHERE {_TOLD}) FROM new_rows GROUP BY {_PLACE};
  ELSIF TG_OP = 'DELETE' THEN
    {_COUNT} SELECT {_PLACE}, -count(*), -count(*) FILTER (WHERE {_TOLD}) FROM old_rows GROUP BY {_PLACE};
  ELSE
    {_COUNT} SELECT {_PLACE}, sum(n), sum(told) FROM (
      SELECT {_PLACE}, 1 AS n, ({_TOLD})::int AS told FROM new_rows
      UNION ALL SELECT {_PLACE}, -1, -({_TOLD})::int FROM old_rows
    ) changed GROUP BY {_PLACE} HAVING sum(n) <> 0 OR sum(told) <> 0;
  END IF;
  RETURN NULL;
END $$;
"""


def _trigger(event: str, *tables: str) -> migrations.RunSQL:
    return run(
        f"CREATE TRIGGER exemptions_row_count_{event.lower()} AFTER {event} ON exemptions_row"
        f" REFERENCING {' '.join(f'{each} TABLE AS {each}_rows' for each in tables)}"
        " FOR EACH STATEMENT EXECUTE FUNCTION count_states()"
    )


class Migration(migrations.Migration):
    dependencies = [("exemptions", "0020_upload_paste")]
    operations = [
        migrations.CreateModel(
            name="StateCount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("centre", models.TextField(blank=True, db_default="", default="")),
                ("campaign_id", models.BigIntegerField()),
                ("state", models.TextField()),
                ("rows", models.BigIntegerField()),
                ("informed", models.BigIntegerField()),
                ("province", models.TextField()),
                ("county", models.TextField(blank=True, db_default="", default="")),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["campaign_id", "province", "county"],
                        name="exemptions_statecount_place",
                    )
                ],
            },
        ),
        protected("exemptions_statecount"),
        run(_FUNCTION),
        _trigger("INSERT", "new"),
        _trigger("DELETE", "old"),
        _trigger("UPDATE", "old", "new"),
        # The triggers hold writers off until this transaction ends, so no row is counted twice.
        run(
            f"SET LOCAL ROLE sayeban_hq; {_COUNT} SELECT {_PLACE}, count(*),"
            f" count(*) FILTER (WHERE {_TOLD}) FROM exemptions_row GROUP BY {_PLACE}; RESET ROLE"
        ),
    ]
