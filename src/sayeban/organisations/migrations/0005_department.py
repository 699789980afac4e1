from django.db import migrations, models

from sayeban.runtime.database import setting, web


class Migration(migrations.Migration):
    dependencies = [("organisations", "0004_agreement")]

    operations = [
        migrations.CreateModel(
            name="Department",
            fields=[
                ("code", models.TextField(primary_key=True, serialize=False)),
                ("name", models.TextField(unique=True)),
            ],
        ),
        web("organisations_department"),
        setting("organisations_department", "code"),
    ]
