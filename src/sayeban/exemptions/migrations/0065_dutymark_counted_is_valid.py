from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("exemptions", "0064_dutymark_counted")]
    operations = [
        # In a transaction of its own, so that nobody who reads or marks waits for it.
        ValidateConstraint(model_name="dutymark", name="exemptions_dutymark_counted"),
        ValidateConstraint(model_name="dutymark", name="exemptions_dutymark_early"),
    ]
