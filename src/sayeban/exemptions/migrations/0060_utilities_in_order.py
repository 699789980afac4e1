from django.db import migrations

from sayeban.runtime.database import run


class Migration(migrations.Migration):
    dependencies = [("exemptions", "0058_returns_by_place")]
    operations = [
        # New campaigns keep them in the order of the worksheet; those of before come to stand so.
        run(
            "SET LOCAL ROLE sayeban_hq; UPDATE exemptions_campaign SET utilities = ARRAY("
            "SELECT u FROM unnest(ARRAY['gas', 'electricity', 'water']) WITH ORDINALITY o (u, n)"
            " WHERE u = ANY (utilities) ORDER BY n); RESET ROLE"
        ),
    ]
