from django.db import migrations

from sayeban.runtime.database import COMPANY_ROLE_SQL, run


class Migration(migrations.Migration):
    dependencies = [("runtime", "0008_bounded_role")]
    operations = [run(COMPANY_ROLE_SQL)]
