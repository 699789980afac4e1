from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("facts", "0014_routes")]
    operations = [
        ValidateConstraint(model_name="register", name="facts_register_reached"),
        ValidateConstraint(model_name="register", name="facts_register_route"),
    ]
