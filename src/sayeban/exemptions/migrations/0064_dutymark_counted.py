from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("exemptions", "0063_workshare")]
    operations = [
        migrations.AddField("dutymark", name, models.BigIntegerField(null=True))
        for name in ("counted", "whole")
    ]
