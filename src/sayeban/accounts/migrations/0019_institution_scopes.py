from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("accounts", "0018_desk_posts_are_valid")]
    operations = [
        # The one that takes its place, in the same transaction, lets pass all that this one did. A
        # list, since of one text Django takes the comments away.
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    [
                        "-- squawk-ignore ban-drop-constraint\n"
                        "ALTER TABLE accounts_machineclient"
                        " DROP CONSTRAINT accounts_machineclient_scopes"
                    ],
                ),
            ],
            state_operations=[
                migrations.RemoveConstraint("machineclient", "accounts_machineclient_scopes"),
            ],
        ),
        AddConstraintNotValid(
            model_name="machineclient",
            constraint=models.CheckConstraint(
                condition=Q(scopes__len__gte=1)
                & (
                    (
                        Q(
                            scopes__contained_by=[
                                "exemption.read",
                                "exemption.receipt",
                                "exemption.consumption",
                            ]
                        )
                        & ~Q(company="")
                    )
                    | Q(
                        scopes__contained_by=[
                            *("dci.search", "dci.subscribe", "dci.notify"),
                            *("facts.read", "forms.fill", "cases.open"),
                        ],
                        company="",
                    )
                ),
                name="accounts_machineclient_scopes",
                violation_error_message="دسترسی برنامه شناخته نیست.",
            ),
        ),
    ]
