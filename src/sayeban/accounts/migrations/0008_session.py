import uuid

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

from sayeban.runtime.database import web


class Migration(migrations.Migration):
    dependencies = [("accounts", "0007_audit_trail")]
    operations = [
        migrations.CreateModel(
            name="Session",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False),
                ),
                ("label", models.TextField()),
                ("epoch", models.BigIntegerField()),
                ("started_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("ended_by", models.BigIntegerField(null=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sign_ins",
                        to="accounts.user",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["user", "-started_at"], name="accounts_session_of_user")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(ended_at=None, ended_by=None)
                        | Q(ended_at__isnull=False, ended_by__isnull=False),
                        name="accounts_session_ended",
                        violation_error_message="پایان نشست بدون زمان و کننده ثبت نمی‌شود.",
                    ),
                ],
            },
        ),
        # Asked with each request, before a scope is known.
        web("accounts_session"),
    ]
