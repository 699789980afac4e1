from django.db import migrations

from sayeban.runtime.database import run


class Migration(migrations.Migration):
    """Bulk registration draws the keys of new households itself: person and household name each
    other, and a key drawn beforehand spares a second write of every person."""

    dependencies = [("people", "0002_security")]
    operations = [run("GRANT USAGE ON SEQUENCE people_household_id_seq TO sayeban_hq;")]
