from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models

POSTS = {
    "hq_expert": ("کارشناس ستاد", ["hq"]),
    "hq_deputy": ("معاون ستاد", ["hq"]),
    "director_general": ("مدیرکل استان", ["province"]),
    "province_expert": ("کارشناس استان", ["province"]),
    "county_head": ("رئیس شهرستان", ["county"]),
    "county_expert": ("کارشناس شهرستان", ["county"]),
    "centre_head": ("مسئول مرکز", ["centre"]),
    "technical_head": ("مسئول فنی مرکز", ["centre"]),
    "social_worker": ("مددکار", ["centre"]),
    "village_helper": ("همیار روستا", ["centre", "county"]),
    "counter_clerk": ("متصدی پیشخوان", ["county", "province"]),
    "desk_head": ("مسئول پذیرش و هماهنگی", ["county", "province"]),
    "desk_clerk": ("کارشناس میز خدمت", ["county", "province"]),
    "liaison_expert": ("کارشناس رابط", ["county", "hq", "province"]),
    "observer": ("ناظر", ["centre", "county", "hq", "province"]),
}


class Migration(migrations.Migration):
    dependencies = [("accounts", "0016_citizens")]
    operations = [
        migrations.AlterField(
            model_name="appointment",
            name="post",
            field=models.TextField(choices=[(key, label) for key, (label, _) in POSTS.items()]),
        ),
        # The one that takes its place, in the same transaction, lets pass all that this one did. A
        # list, since of one text Django takes the comments away.
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    [
                        "-- squawk-ignore ban-drop-constraint\n"
                        "ALTER TABLE accounts_appointment"
                        " DROP CONSTRAINT accounts_appointment_level"
                    ],
                ),
            ],
            state_operations=[
                migrations.RemoveConstraint("appointment", "accounts_appointment_level"),
            ],
        ),
        AddConstraintNotValid(
            model_name="appointment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    *(models.Q(post=key, level__in=levels) for key, (_, levels) in POSTS.items()),
                    _connector="OR",
                ),
                name="accounts_appointment_level",
                violation_error_message="این سمت در این سطح از واحدها وجود ندارد.",
            ),
        ),
    ]
