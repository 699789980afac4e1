from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("exemptions", "0041_informed_when_sent")]
    operations = [
        migrations.AddField(
            model_name="sententry",
            name="body",
            field=models.TextField(blank=True, db_default="", default=""),
        ),
        migrations.AddField(
            model_name="sententry",
            name="version",
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="sententry",
            name="refused",
            field=models.JSONField(null=True),
        ),
    ]
