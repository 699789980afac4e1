import json
import pytest
from django.db import connection
from sayeban.exemptions.tests.feeds.makers import *
from sayeban.exemptions.tests.release_makers import approved, ground, released, bills
from sayeban.exemptions.tests.makers import campaign

pytestmark = pytest.mark.django_db


def test_x(settings, tmp_path):
    settings.HOME = tmp_path
    ground()
    c = campaign()
    for i in range(3):
        approved(c, bills=bills(i + 1))
    agreed()
    t = token()
    r = released()
    print(published(r.release_id), published(r.release_id))
    with connection.cursor() as cur:
        cur.execute(
            "select * from exemptions_feed_changes(%s, '10.0.0.1'::inet, '', %s, '', %s, '', 0, 10)",
            [t, NOW, FEED],
        )
        x = cur.fetchone()
        print(x)
        d = json.loads(x[2])
        print(json.dumps(d, ensure_ascii=False, indent=1)[:3000])
        cur.execute(
            "select * from exemptions_feed_one(%s, '10.0.0.1'::inet, '', %s, '', %s)",
            [t, NOW, d["data"][0]["exemption_id"]],
        )
        print(cur.fetchone())
        cur.execute(
            "select * from exemptions_feed_lookup(%s, '10.0.0.1'::inet, '', %s, '', %s)",
            [t, NOW, [d["data"][0]["record"]["service_point"]["bill_id"], "123456"]],
        )
        print(cur.fetchone())
