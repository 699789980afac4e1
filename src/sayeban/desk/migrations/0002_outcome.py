import django.db.models.deletion
from django.db import migrations, models

from sayeban.runtime.database import protected


class Migration(migrations.Migration):
    dependencies = [
        ("desk", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Outcome",
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
                ("case_id", models.BigIntegerField(unique=True)),
                ("service", models.TextField()),
                (
                    "desk",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="desk.desk",
                    ),
                ),
                ("result", models.TextField()),
                ("closed_at", models.DateTimeField()),
                ("closed_on", models.DateField()),
                ("month", models.TextField()),
                ("days", models.BigIntegerField(null=True)),
                ("target", models.BigIntegerField()),
                ("on_time", models.BooleanField()),
                ("visits", models.BigIntegerField(null=True)),
                ("referrals", models.BigIntegerField()),
            ],
        ),
        migrations.AddIndex(
            model_name="ticket",
            index=models.Index(
                condition=models.Q(("case_id__isnull", False)),
                fields=["case_id"],
                name="desk_ticket_of_case",
            ),
        ),
        migrations.AddIndex(
            model_name="ticket",
            index=models.Index(fields=["day"], name="desk_ticket_of_day"),
        ),
        migrations.AddIndex(
            model_name="outcome",
            index=models.Index(fields=["closed_on", "province"], name="desk_outcome_reports"),
        ),
        protected("desk_outcome"),
    ]
