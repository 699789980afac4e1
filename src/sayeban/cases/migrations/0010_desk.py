from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0009_authors_grounds_documents")]
    operations = [
        migrations.AddField("case", "desk", models.BigIntegerField(null=True)),
    ]
