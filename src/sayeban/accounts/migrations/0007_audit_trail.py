from django.db import migrations

from sayeban.accounts.audit_sql import TRAIL_SQL
from sayeban.runtime.database import run


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0006_deputies_are_valid"),
        ("audit", "0005_by_time"),
        ("runtime", "0002_security"),
    ]
    operations = [run(TRAIL_SQL)]
