"""What companies sent back in Chromium: axe, reflow, targets (ui.md section 11)."""

import pytest

from sayeban.accounts.public import Post
from sayeban.design import testing
from sayeban.design.drawn import faults_of_all
from sayeban.exemptions.tests.feeds.correcting import (
    caller,
    household,
    introduced,
    notices,
    opened,
    says,
)
from sayeban.exemptions.tests.ladder import CENTRE, COUNTY
from sayeban.exemptions.tests.makers import bill_id
from sayeban.exemptions.tests.visiting import visitor

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def pages(db: None) -> dict[str, str]:
    """Every page by its name, written before Chromium starts: its loop shuts the database out."""
    made = opened()
    rows = [
        household(made, serial, full_name=name)
        for serial, name in enumerate(("زهرا محمدی", "مریم رضایی", "سارا کریمی"), 1)
    ]
    introduced()
    says(caller(), rows[0], "rjct.connection.shared")
    new = bill_id(44, "gas", "307")
    notices(caller(), rows[1], "bill_id_changed", new_bill_id=new, note="کنتور تازه نصب شد")
    worker = visitor("worker", Post.SOCIAL_WORKER, CENTRE)
    head = visitor("county", Post.COUNTY_HEAD, COUNTY)
    base = f"/campaigns/{made.code}"
    found = {
        "list": worker.get(f"{base}/units/{CENTRE}/corrections/"),
        "none": worker.get(f"{base}/units/{CENTRE}/corrections/?state=amended"),
        "row": worker.get(f"{base}/rows/{rows[1].key}/"),
        "case": head.get(f"{base}/violations/"),
        "county": head.get(f"{base}/units/{COUNTY}/corrections/"),
    }
    return {name: answer.content.decode() for name, answer in found.items()}


@pytest.mark.parametrize("widths", testing.WIDTHS)
def test_every_page_is_accessible_and_flows_on_a_phone(
    pages: dict[str, str], widths: tuple[int, ...]
) -> None:
    assert faults_of_all(pages, widths) == []
