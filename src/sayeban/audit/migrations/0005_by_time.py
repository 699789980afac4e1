from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("audit", "0004_oldest_unsealed")]
    operations = [
        migrations.AddIndex(
            model_name="event", index=models.Index(fields=["at"], name="audit_event_at")
        ),
        migrations.AddIndex(
            model_name="look", index=models.Index(fields=["at"], name="audit_look_at")
        ),
    ]
