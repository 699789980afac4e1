import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Case, Func, When
from django.db.models.lookups import Exact

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
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            workers__len=Case(
                                When(
                                    Exact(
                                        Func(
                                            "begins",
                                            function="jsonb_typeof",
                                            output_field=models.TextField(),
                                        ),
                                        "array",
                                    ),
                                    then=Func(
                                        "begins",
                                        function="jsonb_array_length",
                                        output_field=models.IntegerField(),
                                    ),
                                ),
                                default=-1,
                            )
                        ),
                        name="exemptions_workshare_begins",
                        violation_error_message="هر مددکار باید آغاز سهم خود را داشته باشد.",
                    ),
                ],
            },
        ),
        protected("exemptions_workshare", grow_only=True),
    ]
