from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("audit", "0005_by_time")]
    operations = [
        migrations.AddIndex(
            model_name="look",
            index=models.Index(
                fields=["at"], name="audit_look_of_feeds", condition=models.Q(subject="feed")
            ),
        ),
    ]
