from django.db import migrations

from sayeban.runtime.database import run

# Evenings that were frozen before this version get their sum too (actions/freeze.py).
_SUMS = """
SET LOCAL ROLE sayeban_hq;
INSERT INTO exemptions_freeze (campaign_id, day, province, county, centre, figures)
SELECT campaign_id, day, '', '', '', jsonb_object_agg(kind, figures) FROM (
  SELECT campaign_id, day, kind, jsonb_object_agg(name, n) AS figures FROM (
    SELECT e.campaign_id, e.day, k.key AS kind, f.key AS name, sum(f.value::int) AS n
    FROM exemptions_freeze e
    CROSS JOIN LATERAL jsonb_each(e.figures) k CROSS JOIN LATERAL jsonb_each_text(k.value) f
    WHERE e.province <> '' GROUP BY 1, 2, 3, 4) g
  GROUP BY 1, 2, 3) g
GROUP BY campaign_id, day
ON CONFLICT (campaign_id, day, province, county, centre) DO NOTHING;
RESET ROLE
"""


class Migration(migrations.Migration):
    dependencies = [("exemptions", "0030_statecount")]
    operations = [run(_SUMS)]
