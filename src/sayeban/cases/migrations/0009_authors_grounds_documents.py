import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0008_events_name_their_step")]
    operations = [
        migrations.AddField(
            "serviceversion",
            "authors",
            django.contrib.postgres.fields.ArrayField(
                base_field=models.BigIntegerField(), db_default=[], default=list, size=None
            ),
        ),
        migrations.AddField(
            "transition", "ground", models.TextField(blank=True, default="", db_default="")
        ),
        migrations.AddField(
            "transition", "documents", models.TextField(blank=True, default="", db_default="")
        ),
    ]
