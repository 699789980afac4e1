from django.db import migrations

from sayeban.runtime.database import run, web


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("runtime", "0002_security"),
        ("sessions", "0001_initial"),
    ]
    operations = [
        web("accounts_user"),
        web("accounts_appointment"),
        # Hashes and secrets: not for the roles under which pages and commands run.
        run("GRANT SELECT, INSERT, UPDATE, DELETE ON accounts_credential TO sayeban_web;"),
        run("GRANT SELECT, INSERT, UPDATE, DELETE ON django_session TO sayeban_web;"),
    ]
