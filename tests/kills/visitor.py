"""Somebody who sends forms over HTTP to a site that may die at any moment."""

import http.client
from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import uuid4

_SECRET = "a" * 32
"""Django takes a token that equals the cookie: no page has to be fetched for it."""
_SECONDS = 60

Files = Mapping[str, tuple[str, bytes]]
"""By the name of the form's field: name and content of a file."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back."""

    status: int
    body: bytes


@dataclass(frozen=True, slots=True)
class Visitor:
    """One signed-in browser; each request on a connection of its own."""

    port: int
    session: str
    boundary: str = field(default_factory=lambda: uuid4().hex)

    def post(
        self, path: str, fields: Mapping[str, str], files: Files | None = None
    ) -> Reply | None:
        """The reply; None where the connection broke first, and nobody knows what was done."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=_SECONDS)
        headers = {
            "Cookie": f"sayeban_session={self.session}; sayeban_csrf={_SECRET}",
            "Connection": "close",
            "Content-Type": f"multipart/form-data; boundary={self.boundary}",
        }
        body = self._body({**fields, "csrfmiddlewaretoken": _SECRET}, files or {})
        try:
            connection.request("POST", path, body, headers)
            answer = connection.getresponse()
            return Reply(answer.status, answer.read())
        except (OSError, http.client.HTTPException):
            return None
        finally:
            connection.close()

    def _body(self, fields: Mapping[str, str], files: Files) -> bytes:
        parts = [(f'name="{name}"', value.encode()) for name, value in fields.items()]
        parts += [
            (f'name="{name}"; filename="{file}"', data) for name, (file, data) in files.items()
        ]
        lines = [
            line
            for about, data in parts
            for line in (
                f"--{self.boundary}".encode(),
                f"Content-Disposition: form-data; {about}".encode(),
                b"",
                data,
            )
        ]
        return b"\r\n".join([*lines, f"--{self.boundary}--".encode(), b""])
