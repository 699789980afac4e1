from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("accounts", "0005_deputies")]
    operations = [
        ValidateConstraint(model_name="appointment", name="accounts_appointment_deputy_ends"),
    ]
