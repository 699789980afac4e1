import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

from sayeban.runtime.database import protected


class Migration(migrations.Migration):
    dependencies = [("exemptions", "0081_said_by_companies")]
    operations = [
        migrations.CreateModel(
            name="Correction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("centre", models.TextField(blank=True, db_default="", default="")),
                ("province", models.TextField()),
                ("county", models.TextField(blank=True, db_default="", default="")),
                ("exemption_id", models.UUIDField()),
                (
                    "feed",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="exemptions.feed",
                    ),
                ),
                ("utility", models.TextField()),
                ("row_id", models.BigIntegerField(db_index=True)),
                ("row_version", models.BigIntegerField()),
                ("version", models.BigIntegerField()),
                ("source", models.TextField()),
                ("code", models.TextField()),
                ("message", models.TextField(blank=True, db_default="", default="")),
                ("new_bill_id", models.TextField(blank=True, db_default="", default="")),
                ("opened_at", models.DateTimeField()),
                ("settled_at", models.DateTimeField(null=True)),
                ("how", models.TextField(blank=True, db_default="", default="")),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["province", "county", "centre"], name="exemptions_correction_place"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=Q(settled_at=None),
                        fields=("exemption_id",),
                        name="exemptions_correction_one_open",
                    ),
                    models.CheckConstraint(
                        condition=Q(("source__in", ["receipt", "notice"]), ~Q(code="")),
                        name="exemptions_correction_words",
                        violation_error_message="اصلاح بدون سخن شرکت باز نمی‌شود.",
                    ),
                    models.CheckConstraint(
                        condition=Q(settled_at=None, how="")
                        | Q(
                            settled_at__isnull=False,
                            how__in=["amended", "ended", "accepted"],
                        ),
                        name="exemptions_correction_settled",
                        violation_error_message="پایان اصلاح با سرانجام آن ثبت می‌شود.",
                    ),
                ],
            },
        ),
        protected("exemptions_correction"),
    ]
