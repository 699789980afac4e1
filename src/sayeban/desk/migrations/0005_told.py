from django.db import migrations, models

from sayeban.runtime.database import run

# Of what ended before, the outbox says what the operator took.
_SINCE = """
SET LOCAL ROLE sayeban_hq;
UPDATE desk_survey s SET told_at = m.sent_at FROM notices_message m
WHERE m.key = 'desk.survey/' || s.id AND m.status IN ('sent_to_operator', 'delivered');
RESET ROLE;
"""


class Migration(migrations.Migration):
    dependencies = [("desk", "0004_every_day"), ("notices", "0004_inbound")]
    operations = [
        migrations.AddField("survey", "told_at", models.DateTimeField(null=True)),
        run(_SINCE),
    ]
