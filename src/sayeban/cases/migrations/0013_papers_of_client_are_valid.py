from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations

_NAMES = ("state", "refused", "client", "handed")


class Migration(migrations.Migration):
    dependencies = [("cases", "0012_papers_of_client")]
    operations = [
        # In a transaction of its own, so that no evening waits for it.
        *(
            ValidateConstraint(model_name="casedocument", name=f"cases_casedocument_{name}")
            for name in _NAMES
        ),
    ]
