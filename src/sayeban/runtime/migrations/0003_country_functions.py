from django.db import migrations

from sayeban.country.sql import SQL_FUNCTIONS
from sayeban.runtime.database import run


class Migration(migrations.Migration):
    dependencies = [("runtime", "0002_security")]
    operations = [run(SQL_FUNCTIONS)]
