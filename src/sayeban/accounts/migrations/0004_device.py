import django.db.models.deletion
from django.db import migrations, models

from sayeban.runtime.database import web


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_sign_in_source"),
        ("runtime", "0002_security"),
    ]

    operations = [
        migrations.CreateModel(
            name="Device",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("device", models.UUIDField()),
                ("label", models.TextField()),
                ("created_at", models.DateTimeField()),
                ("seen_at", models.DateTimeField()),
                ("revoked_at", models.DateTimeField(null=True)),
                ("revoked_by", models.BigIntegerField(null=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="accounts.user"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("device", "user"), name="accounts_device_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("revoked_at", None), ("revoked_by", None)),
                            models.Q(("revoked_at__isnull", False), ("revoked_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="accounts_device_revoked",
                        violation_error_message="جدا کردن گوشی بدون زمان و کننده ثبت نمی\u200cشود.",
                    ),
                ],
            },
        ),
        # A lost phone is known before anybody has signed in on it.
        web("accounts_device"),
    ]
