"""The web process is killed while it takes an upload: nothing is there, and sending again does."""

import http.client
import os
import re
import signal
from dataclasses import dataclass

import pytest

from tests.kills import gates
from tests.kills.conftest import Undisturbed
from tests.kills.content import differing
from tests.kills.site import Site, free_port

pytestmark = pytest.mark.slow

_ADDRESS = "/campaigns/c1405/loads/"
_BOUNDARY = "x-x-x-x"
_JOBS = "SELECT count(*) FROM runtime_job"


@dataclass(frozen=True, slots=True)
class Browser:
    """Sends what the form of the loads' page sends."""

    port: int
    session: str
    token: str
    cookie: str

    @classmethod
    def open(cls, site: Site, port: int) -> "Browser":
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        session = site.about["session"]
        connection.request("GET", _ADDRESS, headers={"Cookie": f"sayeban_session={session}"})
        answer = connection.getresponse()
        page = answer.read().decode()
        assert answer.status == 200
        (token,) = re.findall('name="csrfmiddlewaretoken" value="([^"]+)"', page)[:1]
        cookie = (answer.headers["Set-Cookie"] or "").split(";", maxsplit=1)[0]
        return cls(port, session, token, cookie)

    def begin(self, site: Site, *, half: bool = False) -> http.client.HTTPConnection:
        """Send the second list, or the first half of it."""
        body = self._body((site.home / "second.xlsx").read_bytes())
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.putrequest("POST", _ADDRESS)
        connection.putheader("Cookie", f"sayeban_session={self.session}; {self.cookie}")
        connection.putheader("Content-Type", f"multipart/form-data; boundary={_BOUNDARY}")
        connection.putheader("Content-Length", str(len(body)))
        connection.endheaders()
        connection.send(body[: len(body) // 2] if half else body)
        return connection

    def _body(self, data: bytes) -> bytes:
        return b"\r\n".join(
            [
                f"--{_BOUNDARY}".encode(),
                b'Content-Disposition: form-data; name="csrfmiddlewaretoken"',
                b"",
                self.token.encode(),
                f"--{_BOUNDARY}".encode(),
                b'Content-Disposition: form-data; name="workbooks"; filename="second.xlsx"',
                b"",
                data,
                f"--{_BOUNDARY}--".encode(),
                b"",
            ]
        )


def is_sent_again(site: Site, port: int, load: Undisturbed) -> None:
    """Nothing of the killed request is there, and the same file is loaded as if it never was."""
    assert (site.count(_JOBS), differing(site.content(), load.before)) == (0, set())
    with site.web(port):
        answer = Browser.open(site, port).begin(site).getresponse()
        assert answer.status == 303
    site.work()
    gates.until(lambda: site.count(f"{_JOBS} WHERE state = 'done'") == 1)
    assert differing(site.content(), load.after) == set()


def test_killed_while_the_work_is_entered(site: Site, load: Undisturbed) -> None:
    port = free_port()
    with gates.closed_at(site.owner, 1, "runtime_job"), site.web(port) as group:
        Browser.open(site, port).begin(site)
        held = gates.until_held(site.owner, lambda: True)
        os.killpg(group, signal.SIGKILL)
    gates.until_gone(site.owner, held)
    is_sent_again(site, port, load)


@pytest.mark.full
def test_killed_while_the_file_comes_in(site: Site, load: Undisturbed) -> None:
    port = free_port()
    with site.web(port) as group:
        Browser.open(site, port).begin(site, half=True)
        os.killpg(group, signal.SIGKILL)
    is_sent_again(site, port, load)
