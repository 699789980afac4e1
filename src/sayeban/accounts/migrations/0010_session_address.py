from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0009_village")]
    operations = [
        migrations.AddField(
            model_name="session",
            name="address",
            field=models.TextField(blank=True, db_default="", default=""),
        ),
    ]
