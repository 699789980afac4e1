import django.contrib.postgres.fields
from django.db import migrations, models

from sayeban.audit.sql import SEAL_SQL


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_functions")]

    operations = [
        migrations.CreateModel(
            name="Seal",
            fields=[
                ("no", models.BigIntegerField(primary_key=True, serialize=False)),
                ("source", models.TextField(choices=[("event", "کار"), ("look", "نگاه")])),
                ("upto", models.BigIntegerField()),
                (
                    "ids",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), size=None
                    ),
                ),
                ("leaves", models.BinaryField()),
                ("root", models.BinaryField()),
                ("previous", models.BinaryField()),
                ("sealed_at", models.DateTimeField()),
                ("signature", models.TextField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("source", "upto"), name="audit_seal_follows"),
                    models.CheckConstraint(
                        condition=models.Q(("source__in", ["event", "look"])),
                        name="audit_seal_source",
                        violation_error_message="مهر از کارهاست یا از نگاه‌ها",
                    ),
                ],
            },
        ),
        migrations.RunSQL(SEAL_SQL, migrations.RunSQL.noop),
    ]
