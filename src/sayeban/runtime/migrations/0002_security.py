from django.contrib.postgres.operations import BtreeGistExtension, TrigramExtension
from django.db import migrations

from sayeban.runtime.database import HISTORY_SQL, ROLES_SQL, protected, run, shared


class Migration(migrations.Migration):
    dependencies = [("runtime", "0001_initial"), ("audit", "0002_functions")]
    operations = [
        TrigramExtension(),
        BtreeGistExtension(),
        run(ROLES_SQL),
        run(HISTORY_SQL),
        protected("runtime_history", grow_only=True),
        protected("runtime_job"),
        shared("runtime_event"),
        # Before each command it is asked whether the tables are of this version.
        run("GRANT SELECT ON django_migrations TO sayeban_web"),
    ]
