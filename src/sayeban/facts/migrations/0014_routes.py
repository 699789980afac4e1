from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models
from django.db.models import Q

from sayeban.runtime.database import run, shared


class Migration(migrations.Migration):
    dependencies = [("facts", "0013_receivers")]
    operations = [
        migrations.CreateModel(
            name="RouteState",
            fields=[
                ("tokens", models.FloatField(db_default=0, default=0)),
                ("refilled_at", models.DateTimeField()),
                ("failures", models.BigIntegerField(db_default=0, default=0)),
                ("open_until", models.DateTimeField(null=True)),
                ("answered_at", models.DateTimeField(null=True)),
                ("failed_at", models.DateTimeField(null=True)),
                ("problem", models.TextField(blank=True, db_default="", default="")),
                ("route", models.TextField(primary_key=True, serialize=False)),
            ],
            options={"abstract": False},
        ),
        shared("facts_routestate"),
        run(
            "REVOKE INSERT, UPDATE, DELETE ON facts_routestate FROM sayeban_scoped;"
            "REVOKE DELETE ON facts_routestate FROM sayeban_hq;"
        ),
        migrations.AddField(
            "register", "route", models.TextField(db_default="direct", default="direct")
        ),
        migrations.AddField(
            "register", "bus_path", models.TextField(blank=True, db_default="", default="")
        ),
        # The one that takes its place lets pass all that this one did.
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    [
                        "-- squawk-ignore ban-drop-constraint\n"
                        "ALTER TABLE facts_register DROP CONSTRAINT facts_register_address"
                    ],
                ),
            ],
            state_operations=[migrations.RemoveConstraint("register", "facts_register_address")],
        ),
        AddConstraintNotValid(
            model_name="register",
            constraint=models.CheckConstraint(
                condition=Q(is_on=False)
                | (Q(route="direct") & ~Q(url=""))
                | (Q(route="bus") & ~Q(bus_path="")),
                name="facts_register_reached",
                violation_error_message="سامانهٔ بی‌نشانی روشن نمی‌شود.",
            ),
        ),
        AddConstraintNotValid(
            model_name="register",
            constraint=models.CheckConstraint(
                condition=Q(route__in=["direct", "bus"]),
                name="facts_register_route",
                violation_error_message="راه رسیدن به سامانه شناخته نیست.",
            ),
        ),
    ]
