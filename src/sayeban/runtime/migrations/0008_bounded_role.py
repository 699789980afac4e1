from django.db import migrations

from sayeban.runtime.database import BOUNDED_ROLE_SQL, run


class Migration(migrations.Migration):
    dependencies = [("runtime", "0007_settings")]
    operations = [run(BOUNDED_ROLE_SQL)]
