import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from sayeban.runtime.database import protected


class Migration(migrations.Migration):
    dependencies = [("exemptions", "0062_text_not_once")]
    operations = [
        migrations.CreateModel(
            name="WorkShare",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("province", models.TextField()),
                ("county", models.TextField(blank=True, db_default="", default="")),
                ("centre", models.TextField(blank=True, db_default="", default="")),
                (
                    "workers",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), size=None
                    ),
                ),
                ("begins", models.JSONField()),
                ("by", models.BigIntegerField()),
                ("at", models.DateTimeField()),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="exemptions.campaign"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["campaign", "province", "county", "centre", "-id"],
                        name="exemptions_share_last",
                    )
                ],
            },
        ),
        protected("exemptions_workshare", grow_only=True),
    ]
