from django.db import migrations

from sayeban.runtime.database import run


class Migration(migrations.Migration):
    dependencies = [("exemptions", "0050_row_by_name")]
    operations = [
        run(
            "GRANT DELETE ON exemptions_sententry TO sayeban_hq",
            "REVOKE DELETE ON exemptions_sententry FROM sayeban_hq",
        ),
    ]
