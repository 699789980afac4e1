from django.db import migrations

from sayeban.runtime.database import setting


class Migration(migrations.Migration):
    dependencies = [
        ("sites", "0001_readiness"),
        ("runtime", "0007_settings"),
        ("exemptions", "0013_sententry"),
        ("organisations", "0003_company_numbers"),
    ]
    operations = [
        setting("exemptions_campaign"),
        setting("exemptions_requiredfield"),
        setting("organisations_utilitycompany"),
        setting("organisations_closure"),
        setting("organisations_holiday", "day"),
        setting("organisations_weekend", "province"),
    ]
