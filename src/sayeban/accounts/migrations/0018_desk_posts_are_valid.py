from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("accounts", "0017_desk_posts")]
    operations = [
        # In a transaction of its own, so that nobody who signs in waits for it.
        ValidateConstraint(model_name="appointment", name="accounts_appointment_level"),
    ]
