"""The one call that leaves the site goes to the provider's address and to nobody else (S11)."""

import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from sayeban.notices.adapters.kavenegar import Kavenegar
from sayeban.notices.ports import Sms, SmsUnavailable

_BATCH = [Sms(1, "+989120000000", "سلام", 1)]
_ANSWER = b'{"return": {"status": 200}, "entries": [{"messageid": 1, "status": 5}]}'


class Provider(BaseHTTPRequestHandler):
    """Takes what it gets at its second address; the first leads there."""

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        if self.path.startswith("/leads"):
            self.send_response(302)
            self.send_header("Location", self.path.replace("/leads", "/elsewhere", 1))
            self.end_headers()
            return
        self.do_GET()

    def do_GET(self) -> None:
        """A browser's library turns a POST that is led on into this."""
        self.send_response(200)
        self.end_headers()
        self.wfile.write(_ANSWER)

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""


@contextmanager
def served(context: ssl.SSLContext | None = None) -> Iterator[str]:
    """The provider's address."""
    server = HTTPServer(("127.0.0.1", 0), Provider)
    if context:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield f"{'https' if context else 'http'}://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture
def own_certificate(tmp_path: Path) -> Path:
    """One that nobody but its maker has signed, with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    at = datetime.now(UTC)
    built = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(at - timedelta(days=1))
        .not_valid_after(at + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False
        )
        .sign(key, hashes.SHA256())
    )
    path = tmp_path / "own.pem"
    path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + built.public_bytes(serialization.Encoding.PEM)
    )
    return path


def sends(address: str) -> bool:
    try:
        return len(Kavenegar(address, "key", "1000").send(_BATCH)) == 1
    except SmsUnavailable:
        return False


def test_nobody_is_led_elsewhere_with_mobiles_and_key() -> None:
    with served() as address:
        assert sends(f"{address}/straight")
        assert not sends(f"{address}/leads")


def test_a_certificate_that_nobody_trusts_is_refused(
    own_certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(own_certificate)
    with served(context) as address:
        assert not sends(address)
        # The same certificate where the machine trusts it: nothing else was wrong.
        monkeypatch.setenv("SSL_CERT_FILE", str(own_certificate))
        assert sends(address)
