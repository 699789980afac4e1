from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("exemptions", "0042_answers_stay")]
    operations = [
        migrations.AddField(
            model_name="counterrow",
            name="wrong",
            field=ArrayField(base_field=models.TextField(), db_default=[], default=list, size=None),
        ),
        migrations.AddField(
            model_name="counterrow",
            name="bills",
            field=ArrayField(base_field=models.TextField(), db_default=[], default=list, size=None),
        ),
    ]
