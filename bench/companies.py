"""A company with a large feed, the site that serves it, and the programs that ask."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Final

import psycopg
from psycopg.conninfo import make_conninfo

from bench import databases
from bench.asking import Site
from sayeban.accounts.public import ClientTerms, add_client
from sayeban.organisations.public import (
    AgreementTerms,
    activate_agreement,
    declare_company_ready,
    import_companies,
    propose_agreement,
    seed,
)
from sayeban.runtime.actor import OPERATOR, SYSTEM
from sayeban.runtime.context import WEB_ROLE, acting

DATABASE: Final = "bench_feeds"
FEED: Final = "behzisti.gas.07.307"
_ID: Final = "00000000-0000-4000-8000-"
_START_SECONDS: Final = 60

# The owner of the tables fills them, and the usual way works as their owner. Nobody else is freed.
_UNFORCED: Final = """
DO $$ DECLARE named regclass; BEGIN
  FOR named IN SELECT oid FROM pg_class WHERE relforcerowsecurity LOOP
    EXECUTE format('ALTER TABLE %s NO FORCE ROW LEVEL SECURITY', named);
  END LOOP;
END $$
"""
# A feed as released lists leave it.
_FEED: Final = """
INSERT INTO exemptions_feed
  (feed_id, publisher, utility, province, county, centre, company, epoch, last_seq)
VALUES (%(feed)s, 'behzisti', 'gas', '07', '', '', '307', 'bench', %(rows)s)
"""
_EXEMPTIONS: Final = f"""
INSERT INTO exemptions_exemption (exemption_id, feed_id, publisher, utility, bill_id, row_id,
  household_id, version, seq, province, county, centre, starts_on, told_at)
SELECT ('{_ID}' || lpad(n::text, 12, '0'))::uuid, %(feed)s, 'behzisti', 'gas',
  lpad(n::text, 8, '0') || '30730', n, n, 1, n, '07', '0701', '1070101',
  date '2026-11-24', timestamptz '2026-11-24 08:00Z'
FROM generate_series(1, %(rows)s) n
"""
_CHANGES: Final = """
INSERT INTO exemptions_feedchange (feed_id, seq, province, county, centre, op, exemption_id,
  version, supersedes, reason, effective_from, effective_until, decided_at, record)
SELECT e.feed_id, e.seq, e.province, e.county, e.centre, 'grant', e.exemption_id, 1, NULL,
  'new_cover', date '2026-11-24', NULL, timestamptz '2026-11-24 08:00Z', jsonb_build_object(
    'exemption_id', e.exemption_id, 'version', 1, 'effective_from', '2026-11-24',
    'household_ref', md5(e.seq::text), 'tenure', 'owner',
    'occupant', jsonb_build_object('national_id', lpad((9990000000 + e.seq)::text, 10, '0'),
      'full_name', 'مریم رضایی‌نژاد', 'mobile', '+989120000000'),
    'service_point', jsonb_build_object('bill_id', e.bill_id, 'subscription_no', e.seq::text,
      'meter_serial', NULL, 'connection', 'private', 'postal_code', '7391700000',
      'address', 'آباده، خیابان ولی‌عصر، کوچهٔ ۱۲، پلاک ۷', 'county_code', '0701',
      'settlement', 'urban'),
    'programme', jsonb_build_object('id', 'c1405', 'legal_basis', 'بند (ی) تبصره ۸',
      'fiscal_year', '1405'))
FROM exemptions_exemption e
"""


def exemption_id(number: int) -> str:
    """The id of the exemption with this number in the feed."""
    return f"{_ID}{number:012}"


def bill_id(number: int) -> str:
    return f"{number:08}30730"


def prepare(work: Path, rows: int, at: datetime) -> str:
    """The database of one company with so many exemptions; the secret of its program."""
    databases.make(DATABASE)
    with databases.using(DATABASE):
        with acting(SYSTEM, at):
            seed()
        companies = work / "gas.csv"
        companies.write_text("code,utility,province,name\n307,gas,07,گاز فارس\n", "utf-8")
        import_companies(actor=OPERATOR, at=at, path=companies)
        _agree(at)
        terms = ClientTerms(
            client_id="gas-307", utility="gas", company="307", title="bench", per_minute=10**9
        )
        secret = add_client(actor=OPERATOR, at=at, terms=terms)
    with psycopg.connect(url()) as owner:
        owner.execute(_UNFORCED)
        for statement in (_FEED, _EXEMPTIONS, _CHANGES):
            owner.execute(statement, {"feed": FEED, "rows": rows})
    databases.as_owner(DATABASE, "VACUUM ANALYZE")
    return secret


def _agree(at: datetime) -> None:
    terms = AgreementTerms(
        publisher="behzisti",
        utility="gas",
        company="307",
        provinces=["07"],
        columns=("number", "mobile", "address", "county", "settlement"),
        legal_basis="bench",
        purpose="bench",
        starts=date(2026, 3, 21),
        ends=None,
        contact_name="bench",
        contact_phone="07100000000",
    )
    number = propose_agreement(actor=OPERATOR, at=at, terms=terms)
    activate_agreement(actor=SYSTEM, at=at, agreement=number)
    declare_company_ready(actor=OPERATOR, at=at, agreement=number, note="bench")


def url() -> str:
    """Of the database, for its owner."""
    return make_conninfo(os.environ["DATABASE_URL"], dbname=DATABASE)


def as_web() -> dict[str, str]:
    """The environment in which a program of PostgreSQL works as the web does."""
    return os.environ | {"PGOPTIONS": f"-c role={WEB_ROLE}"}


@contextmanager
def served(settings: str, application: str, *, as_owner: bool = False) -> Iterator[Site]:
    """A web process as installations run it (deploy/), until it is not needed any more."""
    port = _free_port()
    command = [
        str(Path(sys.executable).with_name("granian")),
        *("--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)),
        *("--workers", "2", "--blocking-threads", "4", "--no-ws", "--log-level", "warning"),
        application,
    ]
    environment = os.environ | {"DATABASE_URL": url(), "DJANGO_SETTINGS_MODULE": settings}
    if as_owner:
        environment["SAYEBAN_AS_OWNER"] = "1"
    with (Path(os.environ["SAYEBAN_HOME"]) / "web.log").open("ab") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
    try:
        _wait(f"http://127.0.0.1:{port}/healthz")
        yield Site(port, (process.pid, _server()))
    finally:
        process.terminate()
        process.wait(30)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def _server() -> int:
    """The process of the database whose children answer."""
    with psycopg.connect(url()) as owner:
        session = Path(f"/proc/{owner.info.backend_pid}/stat")
        return int(session.read_text().rpartition(")")[2].split()[1])


def _wait(address: str) -> None:
    ends = time.monotonic() + _START_SECONDS
    while time.monotonic() < ends:
        try:
            with urllib.request.urlopen(address, timeout=5):  # noqa: S310 - our own
                return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(address)
