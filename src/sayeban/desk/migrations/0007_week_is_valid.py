from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("desk", "0006_week")]
    operations = [ValidateConstraint(model_name="desk", name="desk_desk_week")]
