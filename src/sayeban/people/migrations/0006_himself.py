from django.db import migrations

from sayeban.runtime.database import of_himself


class Migration(migrations.Migration):
    dependencies = [("people", "0005_villages")]

    # His name and whose household is his: what his own pages say of him.
    operations = [of_himself("people_person", ("id", "household_id", "full_name"), key="id")]
