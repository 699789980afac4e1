from django.db import migrations

from sayeban.runtime.database import run


class Migration(migrations.Migration):
    # An index that goes aside of the work of others goes outside of a transaction.
    atomic = False
    dependencies = [("exemptions", "0061_texts_again")]
    operations = [
        # A text that reached nobody goes again as another message.
        migrations.SeparateDatabaseAndState(
            database_operations=[
                run("DROP INDEX CONCURRENTLY IF EXISTS exemptions_contact_text_once"),
            ],
            state_operations=[
                migrations.RemoveConstraint(
                    model_name="contact", name="exemptions_contact_text_once"
                ),
            ],
        ),
    ]
