from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0003_lists_of_one_unit")]
    operations = [
        migrations.AddField("case", "desk", models.BigIntegerField(null=True)),
    ]
