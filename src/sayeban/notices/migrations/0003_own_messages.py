from django.db import migrations

from sayeban.runtime.database import bounded

_COLUMNS = [
    *("id", "key", "user_id", "mobile", "template", "text", "segments", "status", "attempts"),
    *("next_try_at", "provider_id", "cost_rial", "created_at", "sent_at"),
    *("province", "county", "centre"),
]


class Migration(migrations.Migration):
    dependencies = [("notices", "0002_security"), ("runtime", "0008_bounded_role")]
    operations = [
        # The notices on his own first page.
        bounded(
            "notices_message",
            _COLUMNS,
            "user_id = nullif(current_setting('sayeban.user_id', true), '')::bigint",
        ),
    ]
