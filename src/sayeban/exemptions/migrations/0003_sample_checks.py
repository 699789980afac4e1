from django.db import migrations

from sayeban.runtime.database import history, run


class Migration(migrations.Migration):
    dependencies = [("exemptions", "0002_security")]
    operations = [
        # A result that is corrected later keeps what was found first and by whom.
        history("exemptions_samplerow", ["is_right", "note", "checked_by"]),
        # Each approval asks for the samples of its own worklists.
        run(
            "CREATE INDEX exemptions_sample_worklist ON exemptions_sample"
            " (campaign_id, level, province, county, centre)",
            "DROP INDEX exemptions_sample_worklist",
        ),
    ]
