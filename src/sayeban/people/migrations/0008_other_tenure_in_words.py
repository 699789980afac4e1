from django.db import migrations, models

_TENURES = [
    ("owner", "مالک"),
    ("tenant", "استیجاری"),
    ("other", "نه مالک و نه مستأجر"),
    ("", "نامشخص"),
]


class Migration(migrations.Migration):
    dependencies = [("people", "0007_wards")]
    operations = [
        # Words alone: the column stays as it is.
        migrations.AlterField(
            model_name="residence",
            name="tenure",
            field=models.TextField(blank=True, choices=_TENURES, db_default="", default=""),
        ),
    ]
