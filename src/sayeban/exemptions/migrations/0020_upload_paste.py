from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("exemptions", "0017_offices")]
    operations = [
        migrations.AddField("upload", "paste", models.UUIDField(null=True)),
        migrations.AddConstraint(
            "upload",
            models.UniqueConstraint(
                fields=["paste"],
                condition=models.Q(paste__isnull=False),
                name="exemptions_upload_paste_once",
            ),
        ),
    ]
