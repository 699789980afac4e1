from django.db import migrations

from sayeban.exemptions.feed_sql import LOOKUP_SQL
from sayeban.runtime.database import run


class Migration(migrations.Migration):
    dependencies = [("exemptions", "0096_double_cover")]
    operations = [run(LOOKUP_SQL)]
