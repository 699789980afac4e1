import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

from sayeban.runtime.database import protected


class Migration(migrations.Migration):
    dependencies = [("exemptions", "0017_offices")]
    operations = [
        migrations.AddField(
            model_name="campaign",
            name="counter_check",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.CreateModel(
            name="CounterRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("centre", models.TextField(blank=True, db_default="", default="")),
                ("campaign_id", models.BigIntegerField()),
                ("office", models.TextField()),
                ("given_by", models.BigIntegerField(null=True)),
                ("given_at", models.DateTimeField()),
                ("answer", models.TextField(blank=True, db_default="", default="")),
                ("reason", models.TextField(blank=True, db_default="", default="")),
                ("answered_by", models.BigIntegerField(null=True)),
                ("answered_at", models.DateTimeField(null=True)),
                ("province", models.TextField()),
                ("county", models.TextField(blank=True, db_default="", default="")),
                (
                    "row",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="exemptions.row"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["office", "campaign_id"], name="exemptions_counterrow_office"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("row",), name="exemptions_counterrow_once"),
                    models.CheckConstraint(
                        condition=Q(answer="", reason="", answered_by=None, answered_at=None)
                        | Q(
                            answer__in=["right", "cannot_say"],
                            reason="",
                            answered_by__isnull=False,
                            answered_at__isnull=False,
                        )
                        | Q(answer="wrong", answered_by__isnull=False, answered_at__isnull=False)
                        & ~Q(reason=""),
                        name="exemptions_counterrow_answered",
                        violation_error_message=(
                            "پاسخ پیشخوان نام و زمان دارد و نادرست بودن، دلیل."
                        ),
                    ),
                ],
            },
        ),
        protected("exemptions_counterrow"),
    ]
