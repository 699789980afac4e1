from django.db import migrations, models

from sayeban.runtime.database import bounded, within_places

# A setting with one part a line; a part is a rural district, "/" and a village or nothing.
_PARTS = "ANY ((SELECT string_to_array(current_setting('sayeban.parts', true), E'\\n'))::text[])"


class Migration(migrations.Migration):
    dependencies = [("people", "0004_file_number"), ("runtime", "0008_bounded_role")]
    operations = [
        migrations.AddIndex(
            model_name="residence",
            index=models.Index(
                condition=models.Q(until=None) & ~models.Q(rural_district=""),
                fields=["county", "rural_district"],
                name="people_residence_rural",
            ),
        ),
        bounded(
            "people_residence",
            ["household_id", "rural_district", "village", "until", "province", "county", "centre"],
            f"{within_places()} AND until IS NULL AND rural_district <> ''"
            f" AND (rural_district || '/' = {_PARTS}"
            f" OR rural_district || '/' || village = {_PARTS})",
        ),
    ]
