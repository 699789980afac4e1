from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models

from sayeban.runtime.database import protected, run

_EVENTS = [
    *("opened", "step_opened", "advanced", "taken_back", "paused", "resumed", "reopened"),
    *("handed_over", "promised", "review_asked", "review_kept", "corrected", "noted", "document"),
    *("late", "reminded", "migrated", "closed"),
]
# He reads what he asked for, that a datum of his case was corrected, until when it is answered, and
# the answer; not who of the staff took it down or decided.
_OWN = """
CREATE POLICY own ON cases_review FOR SELECT TO sayeban_citizen USING (
  case_id IN (SELECT id FROM cases_case));
GRANT SELECT (id, case_id, why, text, at, due_on, state, decided_at, answer) ON cases_review
  TO sayeban_citizen;
GRANT SELECT (reopened_at) ON cases_case TO sayeban_citizen;
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0014_wards")]
    operations = [
        migrations.AddField("case", "reopened_at", models.DateTimeField(null=True)),
        migrations.CreateModel(
            name="Review",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("centre", models.TextField(blank=True, default="", db_default="")),
                ("province", models.TextField()),
                ("county", models.TextField(blank=True, default="", db_default="")),
                ("why", models.TextField()),
                ("text", models.TextField()),
                ("at", models.DateTimeField()),
                ("by", models.BigIntegerField(null=True)),
                ("due_on", models.DateField()),
                ("state", models.TextField(default="open", db_default="open")),
                ("decided_at", models.DateTimeField(null=True)),
                ("decided_by", models.BigIntegerField(null=True)),
                ("answer", models.TextField(blank=True, default="", db_default="")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=models.deletion.PROTECT,
                        related_name="reviews",
                        to="cases.case",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["id"],
                        name="cases_review_open",
                        condition=models.Q(state="open"),
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=["case", "why", "text"],
                        condition=models.Q(state="open"),
                        name="cases_review_one_open",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(why__in=["asked", "corrected"])
                        & models.Q(state__in=["open", "reopened", "kept"]),
                        name="cases_review_words",
                        violation_error_message="دلیل یا وضعیت بررسی دوباره شناخته نیست.",
                    ),
                    models.CheckConstraint(
                        condition=~models.Q(text=""),
                        name="cases_review_text",
                        violation_error_message="بررسی دوباره بی دلیل خواسته نمی‌شود.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(decided_at=None)
                        | models.Q(decided_at__gte=models.F("at")),
                        name="cases_review_order",
                        violation_error_message="پاسخ پیش از درخواست نیست.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            state="open", decided_at=None, decided_by=None, answer=""
                        )
                        | models.Q(state="reopened", decided_at__isnull=False, answer="")
                        | models.Q(state="kept", decided_at__isnull=False) & ~models.Q(answer=""),
                        name="cases_review_decided",
                        violation_error_message=(
                            "نتیجه‌ای که می‌ماند پاسخ می‌خواهد و بررسی باز پاسخ ندارد."
                        ),
                    ),
                ],
            },
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
        protected("cases_review"),
        run(_OWN),
    ]
