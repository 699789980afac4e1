from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("exemptions", "0014_contact")]
    operations = [
        # In a transaction of its own, so that nobody who reads rows waits for it.
        ValidateConstraint(model_name="row", name="exemptions_row_contacted"),
    ]
