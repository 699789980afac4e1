from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("exemptions", "0018_counterrow")]
    operations = [
        migrations.AddField("upload", "paste", models.UUIDField(null=True)),
        # An index does for the database what a constraint would, and stops no readers.
        migrations.RunSQL(
            "CREATE UNIQUE INDEX exemptions_upload_paste_once ON exemptions_upload (paste)",
            "DROP INDEX exemptions_upload_paste_once",
            state_operations=[
                migrations.AddConstraint(
                    "upload",
                    models.UniqueConstraint(fields=["paste"], name="exemptions_upload_paste_once"),
                ),
            ],
        ),
    ]
