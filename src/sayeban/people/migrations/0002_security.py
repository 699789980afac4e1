from django.db import migrations

from sayeban.runtime.database import history, protected


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial"), ("runtime", "0002_security")]
    operations = [
        protected("people_person"),
        protected("people_household"),
        protected("people_residence"),
        history(
            "people_person",
            [
                "full_name",
                "mobile",
                "birth_date",
                "household_id",
                "is_head",
                "file_number",
                "has_file",
                "transfer_recipient",
                "resident_in_care",
                "status",
                "status_on",
                "status_evidence",
                "province",
                "county",
                "centre",
            ],
        ),
        history("people_household", ["head_id", "province", "county", "centre"]),
        history(
            "people_residence",
            [
                "postal_code",
                "address",
                "rural_district",
                "village",
                "tenure",
                "tenancy_end",
                "since",
                "until",
            ],
        ),
    ]
