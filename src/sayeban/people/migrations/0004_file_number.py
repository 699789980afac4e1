from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0003_bulk")]
    operations = [
        migrations.AddIndex(
            model_name="person",
            index=models.Index(
                condition=models.Q(("file_number", ""), _negated=True),
                fields=["file_number"],
                name="people_person_file_number",
            ),
        ),
    ]
