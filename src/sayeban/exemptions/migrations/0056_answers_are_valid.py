from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("exemptions", "0055_answers_make_sense")]
    operations = [
        # In a transaction of its own, so that nobody who reads or answers waits for it.
        ValidateConstraint(model_name="sententry", name="exemptions_sententry_refused"),
        ValidateConstraint(model_name="counterrow", name="exemptions_counterrow_wrong"),
        ValidateConstraint(model_name="counterrow", name="exemptions_counterrow_bills"),
    ]
