from django.contrib.postgres.indexes import BrinIndex
from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models

_EVENTS = [
    *("opened", "step_opened", "advanced", "taken_back", "paused", "resumed", "reopened"),
    *("handed_over", "promised", "noted", "document", "late", "reminded", "migrated", "closed"),
]


class Migration(migrations.Migration):
    dependencies = [("cases", "0005_published_stays")]
    operations = [
        migrations.AddField("note", "reminded", models.BigIntegerField(default=0, db_default=0)),
        AddConstraintNotValid(
            model_name="note",
            constraint=models.CheckConstraint(
                condition=models.Q(reminded=0) | models.Q(kind="question", reminded__in=[1, 2]),
                name="cases_note_reminded",
                violation_error_message="تنها پرسش یادآوری می‌شود، تا دو بار.",
            ),
        ),
        migrations.AddIndex(
            "note",
            models.Index(
                fields=["due_on", "id"],
                name="cases_note_questions",
                condition=models.Q(kind="question"),
            ),
        ),
        migrations.AddIndex(
            "event",
            BrinIndex(fields=["at"], name="cases_event_by_time", autosummarize=True),
        ),
        # The one that takes its place, in the same transaction, lets pass all that this one did.
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    [
                        "-- squawk-ignore ban-drop-constraint\n"
                        "ALTER TABLE cases_event DROP CONSTRAINT cases_event_what"
                    ],
                ),
            ],
            state_operations=[migrations.RemoveConstraint("event", "cases_event_what")],
        ),
        AddConstraintNotValid(
            model_name="event",
            constraint=models.CheckConstraint(
                condition=models.Q(what__in=_EVENTS),
                name="cases_event_what",
                violation_error_message="رویداد پرونده شناخته نیست.",
            ),
        ),
    ]
