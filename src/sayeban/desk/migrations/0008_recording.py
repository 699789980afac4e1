from django.db import migrations, models

from sayeban.runtime.database import shared

_KINDS = ["audio/webm", "audio/ogg", "audio/wav", "audio/mpeg"]


class Migration(migrations.Migration):
    dependencies = [("desk", "0007_week_is_valid")]
    operations = [
        migrations.CreateModel(
            name="Recording",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.TextField()),
                ("sentence", models.TextField()),
                ("kind", models.TextField()),
                ("content", models.BinaryField()),
                ("at", models.DateTimeField()),
                ("by", models.BigIntegerField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("ended_by", models.BigIntegerField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("name",),
                        name="desk_recording_one_stands",
                        violation_error_message="هر جمله یک صدای ضبط‌شده دارد.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", _KINDS)),
                        name="desk_recording_kind",
                        violation_error_message="نوع فایل صدا شناخته نیست.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at", None), ("ended_by", None)),
                            models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="desk_recording_ended",
                        violation_error_message="پایان هر صدا زمان و نام دارد.",
                    ),
                ],
            },
        ),
        shared("desk_recording"),
    ]
