from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models

from sayeban.runtime.database import run

_STATES = ["missing", "received", "waived", "refused"]
# Why a document was refused, whether his own file is there and opened, how many he sent. Who of
# the staff judged it and what they write to each other stays with them.
_OWN = "GRANT SELECT (at, refusal, by_client, seen_at, handed) ON cases_casedocument" + (
    " TO sayeban_citizen;"
)


class Migration(migrations.Migration):
    dependencies = [("cases", "0011_reasons_for_client")]
    operations = [
        migrations.AddField(
            "casedocument", "refusal", models.TextField(blank=True, default="", db_default="")
        ),
        migrations.AddField(
            "casedocument", "by_client", models.BooleanField(default=False, db_default=False)
        ),
        migrations.AddField("casedocument", "seen_at", models.DateTimeField(null=True)),
        migrations.AddField(
            "casedocument", "handed", models.BigIntegerField(default=0, db_default=0)
        ),
        migrations.AddIndex(
            "casedocument",
            models.Index(
                fields=["case"],
                name="cases_casedocument_new",
                condition=models.Q(by_client=True, seen_at=None),
            ),
        ),
        # The one that takes its place, in the same transaction, lets pass all that this one did.
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    [
                        "-- squawk-ignore ban-drop-constraint\n"
                        "ALTER TABLE cases_casedocument DROP CONSTRAINT cases_casedocument_state"
                    ],
                ),
            ],
            state_operations=[
                migrations.RemoveConstraint("casedocument", "cases_casedocument_state")
            ],
        ),
        AddConstraintNotValid(
            model_name="casedocument",
            constraint=models.CheckConstraint(
                condition=models.Q(state__in=_STATES),
                name="cases_casedocument_state",
                violation_error_message="وضعیت مدرک شناخته نیست.",
            ),
        ),
        AddConstraintNotValid(
            model_name="casedocument",
            constraint=models.CheckConstraint(
                condition=models.Q(state="refused") & ~models.Q(refusal="")
                | ~models.Q(state="refused") & models.Q(refusal=""),
                name="cases_casedocument_refused",
                violation_error_message="مدرکی که پذیرفته نشد دلیل دارد و مدرک دیگر ندارد.",
            ),
        ),
        AddConstraintNotValid(
            model_name="casedocument",
            constraint=models.CheckConstraint(
                condition=models.Q(by_client=False, seen_at=None)
                | models.Q(by_client=True, document__isnull=False),
                name="cases_casedocument_client",
                violation_error_message="آنچه متقاضی فرستاد فایل دارد و تنها همان دیده می‌شود.",
            ),
        ),
        AddConstraintNotValid(
            model_name="casedocument",
            constraint=models.CheckConstraint(
                condition=models.Q(handed__gte=0, handed__lte=5),
                name="cases_casedocument_handed",
                violation_error_message="برای هر مدرک بیش از پنج فایل پذیرفته نمی‌شود.",
            ),
        ),
        run(_OWN),
    ]
