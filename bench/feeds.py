"""What companies read and send, by HTTP against a web process as installations run it.

The ways of one table are asked in turn, each as often, and the best of each counts.
"""

import argparse
import json
import random
import re
import subprocess
import time
import urllib.request
from base64 import b64encode
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Final

import psycopg
from django.utils.timezone import now

from bench import companies, databases
from bench.asking import Ask, Load, Site, ask, request
from bench.figures import machine, write_feeds
from sayeban.exemptions.public import make_snapshot
from sayeban.runtime.actor import OPERATOR

_EXEMPTIONS: Final = 100_000
_SECONDS: Final = 4.0
_TURNS: Final = 3
_AT_ONCE: Final = 16
_READERS: Final = 4
_PAGE: Final = 1_000
_BATCH: Final = 5_000
_V1: Final = "/utility/v1"
# The same function as the site calls, with the same arguments.
_PGBENCH: Final = """
\\set n random(1, {rows})
SELECT * FROM exemptions_feed_one('{token}', '127.0.0.1', '', now(), 'bench',
  ('00000000-0000-4000-8000-' || lpad(:n::text, 12, '0'))::uuid, '');
"""


def run(work: Path, options: argparse.Namespace) -> None:
    """Measure, print, and keep the part of the page."""
    work.mkdir(parents=True, exist_ok=True)
    secret = companies.prepare(work, _EXEMPTIONS, now())
    with databases.using(companies.DATABASE):
        where = machine()
    product = companies.served("sayeban.sites.settings", "sayeban.sites.wsgi:application")
    plain = companies.served("bench.drf_settings", "bench.drf_wsgi:application", as_owner=True)
    with product as ours, plain as usual:
        measured = _Measured(work, ours, usual, _token(ours, secret))
        lines = [*_about(where), *measured.one(), *measured.many(), *_snapshot()]
    print("\n".join(lines))
    write_feeds(options.write, lines)
    databases.drop(companies.DATABASE)


def _about(where: str) -> list[str]:
    return [
        f"Written by `make bench`: one feed of {_EXEMPTIONS:,} exemptions, asked over HTTP by",
        "connections that stay open. Who asks, the web process and its database share the",
        "processors; a processor second is one of all three. The usual view is one of Django REST",
        "framework that does the same by the ORM.",
        "",
        f"Measured {date.today().isoformat()} on {where}.",  # noqa: DTZ011
        "",
    ]


def _snapshot() -> list[str]:
    """The list of what stands, written as NDJSON, CSV and a workbook by the worker's action."""
    with databases.using(companies.DATABASE):
        began = time.perf_counter()
        made = make_snapshot(actor=OPERATOR, at=now(), feed_id=companies.FEED)
        seconds = time.perf_counter() - began
    assert made
    return [
        "| what | measured | goal |",
        "|---|---:|---:|",
        f"| snapshot of {_EXEMPTIONS:,} exemptions, three files | {seconds:.1f} s | ≤ 10 s |",
        "",
    ]


class _Measured:
    """The measurements, by the tables that tell them."""

    def __init__(self, work: Path, ours: Site, usual: Site, token: str) -> None:
        self.work, self.ours, self.usual, self.token = work, ours, usual, token
        self.drawn = random.Random(1405)  # noqa: S311 - the same each run
        self.batches = 0

    def one(self) -> list[str]:
        """One exemption by its id: the site, pgbench with the same function, the usual view."""
        ours, plain, limits = [], [], []
        for _ in range(_TURNS):
            ours.append(ask(self.ours, self._exemption, connections=_AT_ONCE, seconds=_SECONDS))
            limits.append(self._pgbench())
            plain.append(ask(self.usual, self._exemption, connections=_AT_ONCE, seconds=_SECONDS))
        best, usual = _best(ours), _best(plain)
        limit = max(limits)
        to_limit, to_usual = best.per_second / limit, best.per_second / usual.per_second
        return [
            f"| one exemption by its id, {_AT_ONCE} connections | a second | a processor second"
            " | p95 | ours is | goal |",
            "|---|---:|---:|---:|---:|---:|",
            f"| Sayeban | {_paces(best)} | {_ms(best.p95)} | | |",
            f"| pgbench, the same function | {limit:,.0f} | | | {to_limit:.2f} × | ≥ 0.2 × |",
            f"| usual view | {_paces(usual)} | {_ms(usual.p95)} | {to_usual:.2f} × | ≥ 3 × |",
            "",
        ]

    def many(self) -> list[str]:
        """Pages of changes, look-ups and receipts."""
        page = self._best_of(self._changes, 1)
        readers = self._best_of(self._changes, _READERS)
        ids = self._best_of(self._lookup, _READERS)
        receipts = [ask(self.ours, self._receipts, connections=1, seconds=0) for _ in range(_TURNS)]
        shortest = min(receipts, key=lambda load: load.seconds)
        return [
            "| what | measured | a processor second | goal |",
            "|---|---:|---:|---:|",
            f"| a page of {_PAGE:,} changes, one reader, p95 | {_ms(page.p95)}"
            f" | {page.per_processor:,.0f} pages | ≤ 120 ms |",
            f"| records a second, {_READERS} readers | {readers.per_second * _PAGE:,.0f}"
            f" | {readers.per_processor * _PAGE:,.0f} | ≥ 40,000 |",
            f"| ids a second, {_PAGE:,} a call, {_READERS} at once"
            f" | {ids.per_second * _PAGE:,.0f} | {ids.per_processor * _PAGE:,.0f} | ≥ 40,000 |",
            f"| {_BATCH:,} receipts | {shortest.seconds:.2f} s"
            f" | {shortest.per_processor * _BATCH:,.0f} | ≤ 1.5 s |",
            "",
        ]

    def _best_of(self, each: Ask, connections: int) -> Load:
        return _best(
            [ask(self.ours, each, connections=connections, seconds=_SECONDS) for _ in range(_TURNS)]
        )

    def _exemption(self, _: int) -> bytes:
        wanted = companies.exemption_id(self.drawn.randint(1, _EXEMPTIONS))
        return request("GET", f"{_V1}/exemptions/{wanted}", self.token)

    def _pgbench(self) -> float:
        """Calls a second. Its sessions end with it, so nobody can tell what they took."""
        script = self.work / "one.sql"
        script.write_text(_PGBENCH.format(rows=_EXEMPTIONS, token=self.token))
        command = ["pgbench", "-n", "-M", "prepared", "-c", str(_AT_ONCE), "-j", "2"]
        done = subprocess.run(
            [*command, "-T", str(int(_SECONDS)), "-f", str(script), companies.url()],
            env=companies.as_web(),
            capture_output=True,
            text=True,
            check=True,
        )
        tps = re.search(r"^tps = ([0-9.]+)", done.stdout, re.MULTILINE)
        assert tps
        return float(tps[1])

    def _changes(self, number: int) -> bytes:
        after = number * _PAGE % _EXEMPTIONS
        cursor = b64encode(f"{companies.FEED}|bench|{after}".encode(), b"-_").rstrip(b"=").decode()
        return request("GET", f"{_V1}/feeds/{companies.FEED}/changes?cursor={cursor}", self.token)

    def _lookup(self, _: int) -> bytes:
        wanted = self.drawn.sample(range(1, _EXEMPTIONS), _PAGE)
        body = json.dumps({"bill_ids": [companies.bill_id(n) for n in wanted]}).encode()
        return request("POST", f"{_V1}/exemptions/lookup", self.token, body)

    def _receipts(self, _: int) -> bytes:
        """Each time about other exemptions."""
        first = 1 + self.batches * _BATCH
        self.batches += 1
        items = [
            {"exemption_id": companies.exemption_id(n), "version": 1, "status": "succ"}
            for n in range(first, first + _BATCH)
        ]
        body = json.dumps({"receipts": items}).encode()
        key = f"bench-receipts-{first:06}"
        path = f"{_V1}/feeds/{companies.FEED}/receipts"
        return request("POST", path, self.token, body, Idempotency_Key=key)


def _best(loads: Sequence[Load]) -> Load:
    return max(loads, key=lambda load: load.per_second)


def _paces(load: Load) -> str:
    return f"{load.per_second:,.0f} | {load.per_processor:,.0f}"


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:,.0f} ms"


def _token(site: Site, secret: str) -> str:
    """A token that holds as long as the bench: one of a quarter of an hour may end in it."""
    word = b64encode(f"gas-307:{secret}".encode()).decode()
    asked = urllib.request.Request(
        f"http://127.0.0.1:{site.port}/oauth2/token",
        b"grant_type=client_credentials",
        {"Authorization": f"Basic {word}", "Content-Type": "application/x-www-form-urlencoded"},
    )
    with urllib.request.urlopen(asked, timeout=60) as came:  # noqa: S310 - our own
        token: str = json.load(came)["access_token"]
    with psycopg.connect(companies.url()) as owner:
        owner.execute("UPDATE accounts_machinetoken SET expires = expires + interval '1 day'")
    return token
