import django.contrib.postgres.fields
from django.db import migrations, models

from sayeban.runtime.database import history, run


class Migration(migrations.Migration):
    dependencies = [
        ("desk", "0002_outcome"),
    ]

    operations = [
        migrations.AddField(
            model_name="desk",
            name="phone",
            field=models.TextField(blank=True, db_default="", default=""),
        ),
        migrations.AddField(
            model_name="desk",
            name="services",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.TextField(), db_default=[], default=list, size=None
            ),
        ),
        migrations.AddField(
            model_name="lift",
            name="service",
            field=models.TextField(blank=True, db_default="", default=""),
        ),
        migrations.AddField(
            model_name="lift",
            name="ended_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="lift",
            name="ended_by",
            field=models.BigIntegerField(null=True),
        ),
        run("DROP TRIGGER desk_desk_history ON desk_desk"),
        history(
            "desk_desk",
            [
                *("title", "address", "phone", "services", "counters", "opens", "closes"),
                *("slot_minutes", "closed_on"),
            ],
        ),
    ]
