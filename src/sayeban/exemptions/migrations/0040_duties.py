import django.db.models.deletion
from django.db import migrations, models

from sayeban.runtime.database import protected


class Migration(migrations.Migration):
    dependencies = [
        ("exemptions", "0032_lines_without_second_index"),
    ]

    operations = [
        migrations.CreateModel(
            name="DutyMark",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("centre", models.TextField(blank=True, db_default="", default="")),
                ("duty", models.TextField()),
                ("is_done", models.BooleanField()),
                ("note", models.TextField(blank=True, db_default="", default="")),
                ("by", models.BigIntegerField()),
                ("at", models.DateTimeField()),
                ("province", models.TextField()),
                ("county", models.TextField(blank=True, db_default="", default="")),
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
                        fields=["campaign", "province", "county", "centre", "duty", "-id"],
                        name="exemptions_dutymark_last",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("duty__in", ["inform", "collect", "map"])),
                        name="exemptions_dutymark_words",
                        violation_error_message="این وظیفه شناخته نیست.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_done", True),
                            models.Q(("note", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="exemptions_dutymark_reason",
                        violation_error_message="پس گرفتن نشان، دلیل می\u200cخواهد.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NeighbourhoodMap",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("centre", models.TextField(blank=True, db_default="", default="")),
                ("document_id", models.BigIntegerField()),
                ("by", models.BigIntegerField()),
                ("at", models.DateTimeField()),
                ("province", models.TextField()),
                ("county", models.TextField(blank=True, db_default="", default="")),
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
                        name="exemptions_map_last",
                    )
                ],
            },
        ),
        protected("exemptions_dutymark", grow_only=True),
        protected("exemptions_neighbourhoodmap", grow_only=True),
    ]
