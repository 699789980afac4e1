from typing import Any

import django.contrib.postgres.fields
from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models

from sayeban.runtime.database import history, run

# The pair that held for all days holds for all working ones; a desk of every day has no weekend.
_SAME = """
SET LOCAL ROLE sayeban_hq;
UPDATE desk_desk SET
  week_opens = array_fill(opens, ARRAY[6]) || CASE WHEN every_day THEN opens END,
  week_closes = array_fill(closes, ARRAY[6]) || CASE WHEN every_day THEN closes END;
RESET ROLE;
"""


def _week_is_right() -> models.Q:
    right = models.Q(week_opens__len=7, week_closes__len=7)
    for n in range(7):
        begins, ends = f"week_opens__{n}", f"week_closes__{n}"
        closed = models.Q(**{f"{begins}__isnull": True, f"{ends}__isnull": True})
        both = models.Q(**{f"{begins}__isnull": False, f"{ends}__isnull": False})
        right &= closed | both & models.Q(**{f"{ends}__gt": models.F(begins)})
    return right


def _times() -> "models.Field[Any, Any]":
    return django.contrib.postgres.fields.ArrayField(
        base_field=models.TimeField(null=True), db_default=[], default=list, size=None
    )


class Migration(migrations.Migration):
    dependencies = [("desk", "0005_told")]
    operations = [
        migrations.AddField("desk", "week_opens", _times()),
        migrations.AddField("desk", "week_closes", _times()),
        run(_SAME),
        # The old columns stay for pages of the release before, which still read them.
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    [
                        "-- squawk-ignore ban-drop-not-null\n"
                        "ALTER TABLE desk_desk ALTER opens DROP NOT NULL",
                        "-- squawk-ignore ban-drop-not-null\n"
                        "ALTER TABLE desk_desk ALTER closes DROP NOT NULL",
                        "-- squawk-ignore ban-drop-constraint\n"
                        "ALTER TABLE desk_desk DROP CONSTRAINT desk_desk_hours",
                        "DROP TRIGGER desk_desk_history ON desk_desk",
                    ],
                ),
            ],
            state_operations=[
                migrations.RemoveConstraint("desk", "desk_desk_hours"),
                migrations.RemoveField("desk", "opens"),
                migrations.RemoveField("desk", "closes"),
            ],
        ),
        AddConstraintNotValid(
            model_name="desk",
            constraint=models.CheckConstraint(
                condition=_week_is_right(),
                name="desk_desk_week",
                violation_error_message="پایان کار هر روز میز باید پس از آغاز آن باشد.",
            ),
        ),
        history(
            "desk_desk",
            [
                *("title", "address", "phone", "services", "counters", "week_opens"),
                *("week_closes", "slot_minutes", "closed_on"),
            ],
        ),
    ]
