from django.db import migrations

from sayeban.runtime.database import run


class Migration(migrations.Migration):
    dependencies = [("runtime", "0002_security")]
    operations = [
        # /readyz compares the applied migrations with those of the code.
        run("GRANT SELECT ON django_migrations TO sayeban_web, sayeban_hq, sayeban_scoped;"),
    ]
