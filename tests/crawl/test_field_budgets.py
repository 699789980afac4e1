"""Pages of the field on a weak network and a slow phone: bytes, scripts, nodes (docs of budgets).

400 kbps, 400 ms, a processor six times slower. What it takes to paint is measured and printed,
never asserted: it tells of the machine that runs the test.
"""

from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.crawl.looking import Window, is_page, window
from tests.crawl.visits import Stage, Visit

pytestmark = [
    *(pytest.mark.browser, pytest.mark.slow, pytest.mark.full),
]

_FIRST, _REPEAT, _SCRIPTS, _STYLES, _NODES = 60_000, 6_000, 6_000, 12_000, 1_500
_KEPT = "field_shell"  # comes from the phone, never a second time over the network
_NETWORK = {"offline": False, "latency": 400, "downloadThroughput": 50_000,
            "uploadThroughput": 50_000}  # fmt: skip
_SLOWER = 6
_PAINTED = """() => new Promise((done) => new PerformanceObserver((list) =>
  done(list.getEntries().at(-1).startTime)).observe(
    {type: "largest-contentful-paint", buffered: true}))"""
WORKER = "social_worker@centre:7011"


@dataclass
class Carried:
    """Bytes over the wire, and those of bodies alone by kind of what was asked."""

    kinds: dict[str, tuple[str, int]] = field(default_factory=dict)
    bytes: dict[str, int] = field(default_factory=dict)
    total: int = 0

    def begin(self, look: Window) -> None:
        """Listen, on the weak network."""
        devtools = look.page.context.new_cdp_session(look.page)
        devtools.send("Network.enable")
        devtools.send("Network.emulateNetworkConditions", _NETWORK)
        devtools.send("Emulation.setCPUThrottlingRate", {"rate": _SLOWER})
        devtools.on("Network.responseReceived", self._kind)
        devtools.on("Network.loadingFinished", self._ended)

    def _kind(self, event: dict[str, Any]) -> None:
        answer = event["response"]
        self.kinds[event["requestId"]] = event["type"], int(answer["encodedDataLength"])

    def _ended(self, event: dict[str, Any]) -> None:
        kind, head = self.kinds.get(event["requestId"], ("Other", 0))
        whole = int(event["encodedDataLength"])
        self.total += whole
        self.bytes[kind] = self.bytes.get(kind, 0) + max(whole - head, 0)


def faults(browser: Browser, stage: Stage, visit: Visit) -> list[str]:
    """Budgets that the page breaks at the first visit or at the next one."""
    with window(browser, stage, visit.person) as look:
        first = Carried()
        first.begin(look)
        if not is_page(look.open(stage.site.address + visit.path)):
            return []
        look.page.wait_for_load_state("networkidle")
        painted = look.page.evaluate(_PAINTED)
        nodes = look.page.evaluate("document.querySelectorAll('*').length")
        whole, scripts = first.total, first.bytes.get("Script", 0)
        styles = first.bytes.get("Stylesheet", 0)
        first.total = 0
        look.open(stage.site.address + visit.path)
        look.page.wait_for_load_state("networkidle")
        again = first.total
    print(f"{visit}: {whole} bytes, again {again}, scripts {scripts}, {nodes} nodes, "
          f"painted after {painted:.0f} ms")  # fmt: skip
    held = {
        "first visit": (whole, _FIRST),
        "repeat": (again, _REPEAT),
        "scripts": (scripts, _SCRIPTS),
        "styles": (styles, _STYLES),
        "nodes": (nodes, _NODES),
    }
    if visit.name == _KEPT:
        del held["repeat"]
    return [f"{visit}: {name} {is_}" for name, (is_, most) in held.items() if is_ > most]


def test_pages_of_the_field_keep_their_budgets(browser: Browser, stage: Stage) -> None:
    own = [v for v in stage.visits if v.person == WORKER and v.name.startswith("field")]
    assert {"field_today", "field_card", "field_fill"} <= {visit.name for visit in own}
    assert [fault for visit in own for fault in faults(browser, stage, visit)] == []
