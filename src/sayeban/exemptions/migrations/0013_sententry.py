import django.db.models.deletion
from django.db import migrations, models

from sayeban.runtime.database import protected


class Migration(migrations.Migration):
    dependencies = [
        ("exemptions", "0012_boards"),
    ]

    operations = [
        migrations.CreateModel(
            name="SentEntry",
            fields=[
                ("province", models.TextField()),
                ("county", models.TextField(blank=True, db_default="", default="")),
                ("centre", models.TextField(blank=True, db_default="", default="")),
                ("entry", models.UUIDField(primary_key=True, serialize=False)),
                ("user_id", models.BigIntegerField()),
                ("at", models.DateTimeField()),
                ("changed", models.BooleanField()),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="exemptions.campaign"
                    ),
                ),
                (
                    "row",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="exemptions.row"
                    ),
                ),
            ],
        ),
        protected("exemptions_sententry", grow_only=True),
    ]
