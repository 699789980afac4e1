from django.db import migrations

from sayeban.exemptions.feed_sql import ANSWERS_SQL
from sayeban.runtime.database import run


class Migration(migrations.Migration):
    dependencies = [("exemptions", "0088_snapshots")]
    operations = [
        # It answered without asking what the company has already. Nothing else calls it.
        run(
            "-- squawk-ignore ban-drop-function\n"
            "DROP FUNCTION IF EXISTS exemptions_feed_one"
            "(text, inet, text, timestamptz, text, uuid);"
        ),
        run(ANSWERS_SQL),
    ]
