from django.db import migrations

from sayeban.audit.sql import AUDIT_SQL


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunSQL(AUDIT_SQL, migrations.RunSQL.noop)]
