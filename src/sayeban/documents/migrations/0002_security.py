from django.db import migrations

from sayeban.runtime.database import protected


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_initial"), ("runtime", "0002_security")]
    operations = [protected("documents_document", grow_only=True)]
