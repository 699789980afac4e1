from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("cases", "0015_reviews")]
    operations = [
        # In a transaction of its own, so that no evening waits for it.
        ValidateConstraint(model_name="event", name="cases_event_what"),
    ]
