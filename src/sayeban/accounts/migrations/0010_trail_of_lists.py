from django.db import migrations

from sayeban.accounts.audit_sql import TRAIL_SQL
from sayeban.runtime.database import run


class Migration(migrations.Migration):
    dependencies = [("accounts", "0009_village")]
    # Its new arguments have defaults: who still asks without them is answered as before.
    operations = [run(f"DROP FUNCTION accounts_audit_trail; {TRAIL_SQL}")]
