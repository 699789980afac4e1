from django.db import migrations, models

from sayeban.runtime.database import SETTINGS_SQL, run, shared


class Migration(migrations.Migration):
    dependencies = [("runtime", "0006_event_retries")]
    operations = [
        migrations.CreateModel(
            name="SettingChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("table_name", models.TextField()),
                ("row_id", models.TextField()),
                ("old", models.JSONField(null=True)),
                ("new", models.JSONField(null=True)),
                ("at", models.DateTimeField()),
                ("user_id", models.BigIntegerField(null=True)),
                ("command", models.UUIDField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["table_name", "-id"], name="runtime_setting_of_table")
                ],
            },
        ),
        shared("runtime_settingchange", grow_only=True),
        run(SETTINGS_SQL),
    ]
