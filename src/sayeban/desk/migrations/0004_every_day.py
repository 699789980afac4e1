from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("desk", "0003_phones_services_lifts")]
    operations = [
        migrations.AddField(
            "desk", "every_day", models.BooleanField(db_default=False, default=False)
        ),
    ]
