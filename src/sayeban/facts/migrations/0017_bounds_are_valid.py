from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("facts", "0016_bounds")]
    operations = [ValidateConstraint(model_name="fact", name="facts_fact_bounds")]
