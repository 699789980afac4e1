from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("accounts", "0019_institution_scopes")]
    operations = [
        # In a transaction of its own, so that nobody who signs in waits for it.
        ValidateConstraint(model_name="machineclient", name="accounts_machineclient_scopes"),
    ]
