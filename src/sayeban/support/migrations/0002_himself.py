from django.db import migrations

from sayeban.runtime.database import of_himself, run


class Migration(migrations.Migration):
    dependencies = [("support", "0001_initial")]

    operations = [
        of_himself("support_waiting", ("id", "person_id", "province", "service", "since", "state")),
        run("GRANT SELECT ON support_priorityrule TO sayeban_citizen;"),
    ]
