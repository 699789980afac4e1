from django.db import migrations

from sayeban.runtime.database import web


class Migration(migrations.Migration):
    dependencies = [("organisations", "0001_initial"), ("runtime", "0002_security")]
    operations = [
        web("organisations_province"),
        web("organisations_county"),
        web("organisations_centre"),
        web("organisations_supportinstitution"),
        web("organisations_utilitycompany"),
        web("organisations_holiday"),
        web("organisations_weekend"),
        web("organisations_closure"),
    ]
