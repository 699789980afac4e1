from django.db import migrations

from sayeban.audit.sql import OLDEST_SQL


class Migration(migrations.Migration):
    dependencies = [("audit", "0003_seal")]

    operations = [migrations.RunSQL(OLDEST_SQL, migrations.RunSQL.noop)]
