import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("exemptions", "0004_row_exemptions_row_members")]
    operations = [
        migrations.AddField(
            model_name="samplerow",
            name=name,
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.TextField(), db_default=[], default=list, size=None
            ),
        )
        for name in ("entry_methods", "sources")
    ]
