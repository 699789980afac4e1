from django.db import migrations

from sayeban.runtime.database import run

_PLACE = "campaign_id, province, county, centre"
_MARK = f"INSERT INTO exemptions_qualitystale ({_PLACE})"
# What is proved wrong is not ready any more.
_OF_CASES = f"""
CREATE FUNCTION mark_quality_of_cases() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  {_MARK}
  SELECT DISTINCT r.{_PLACE.replace(", ", ", r.")}
  FROM new_rows h JOIN exemptions_row r ON r.id = h.row_id;
  RETURN NULL;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("exemptions", "0065_dutymark_counted_is_valid")]
    operations = [
        run(_OF_CASES),
        run(
            "CREATE TRIGGER exemptions_candidaterow_quality_update"
            " AFTER UPDATE ON exemptions_candidaterow REFERENCING NEW TABLE AS new_rows"
            " FOR EACH STATEMENT EXECUTE FUNCTION mark_quality_of_cases()"
        ),
        # What was counted as ready before is counted again.
        run(
            f"SET LOCAL ROLE sayeban_hq; {_MARK} SELECT DISTINCT {_PLACE} FROM exemptions_row;"
            " RESET ROLE"
        ),
    ]
