from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("exemptions", "0009_campaign_reserved")]
    operations = [
        # In a transaction of its own, so that nobody who reads campaigns waits for it.
        ValidateConstraint(model_name="campaign", name="exemptions_campaign_reserved"),
    ]
