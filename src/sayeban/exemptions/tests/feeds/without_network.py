"""A company's program meets the site of the test in one process, in the transaction of the test."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from django.test import Client

from sayeban.utility_client.service import Answer


def in_this_process(
    method: str, url: str, headers: Mapping[str, str], body: bytes | None
) -> Answer:
    """The site answers without a network."""
    parts = urlsplit(url)
    came = Client().generic(
        method,
        f"{parts.path}?{parts.query}",
        body or b"",
        headers.get("Content-Type", "application/octet-stream"),
        headers={name: value for name, value in headers.items() if name != "Content-Type"},
    )
    told = {name.lower(): value for name, value in came.headers.items()}
    return Answer(came.status_code, told, came.getvalue())
