from django.db import migrations

from sayeban.runtime.database import protected, shared


class Migration(migrations.Migration):
    dependencies = [("notices", "0001_initial"), ("runtime", "0002_security")]
    operations = [
        protected("notices_message"),
        shared("notices_template"),
    ]
