from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("exemptions", "0060_utilities_in_order")]
    operations = [
        migrations.AddConstraint(
            model_name="contact",
            constraint=models.UniqueConstraint(
                fields=["row", "message_id"],
                name="exemptions_contact_message_once",
                condition=Q(message_id__isnull=False),
            ),
        ),
    ]
