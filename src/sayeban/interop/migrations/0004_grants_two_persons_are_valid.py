from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("interop", "0003_grants_two_persons")]
    operations = [
        ValidateConstraint("grant", "interop_grant_activated"),
        ValidateConstraint("grant", "interop_grant_two"),
    ]
