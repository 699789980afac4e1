from django.db import migrations, models

from sayeban.runtime.database import run


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_security"), ("runtime", "0002_security")]
    operations = [
        migrations.CreateModel(
            name="SignInSource",
            fields=[
                ("source", models.TextField(primary_key=True, serialize=False)),
                ("began", models.DateTimeField()),
                ("tries", models.BigIntegerField()),
                ("known_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("tries__gte", 0)),
                        name="accounts_signinsource_tries",
                        violation_error_message="شمار کوشش‌ها منفی نمی‌شود.",
                    )
                ]
            },
        ),
        # As credentials: not for the roles under which pages and commands run.
        run("GRANT SELECT, INSERT, UPDATE, DELETE ON accounts_signinsource TO sayeban_web;"),
    ]
