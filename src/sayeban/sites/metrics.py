"""/metrics for Prometheus: what this process counted, and how the installation stands.

It opens to the addresses of SAYEBAN_METRICS_FROM alone, and where SAYEBAN_METRICS_TOKEN is set to
its bearer alone. To anybody else there is nothing at this address.
"""

import hmac
import json
import os
import shutil
from collections.abc import Iterable, Iterator
from datetime import datetime

from django.conf import settings
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.timezone import now
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, generate_latest
from prometheus_client.metrics_core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from sayeban.audit import sealing
from sayeban.runtime.actor import SYSTEM
from sayeban.runtime.address import address_of
from sayeban.runtime.context import looking
from sayeban.runtime.doors import door
from sayeban.sites.backup.making import LAST

_BY_LABEL = (
    (
        *("sayeban_jobs", "Jobs of pages by state: open ones and those of one day.", "state"),
        "SELECT state, count(*) FROM runtime_job"
        " WHERE finished_at IS NULL OR finished_at > now() - interval '1 day' GROUP BY state",
    ),
    (
        *("sayeban_job_oldest_seconds", "Age of the oldest unfinished job by state.", "state"),
        "SELECT state, extract(epoch FROM now() - min(created_at)) FROM runtime_job"
        " WHERE finished_at IS NULL GROUP BY state",
    ),
    (
        *("sayeban_events", "Announced events that are not delivered.", "state"),
        "SELECT CASE WHEN dead_at IS NULL THEN 'waiting' ELSE 'dead' END, count(*)"
        " FROM runtime_event WHERE delivered_at IS NULL GROUP BY 1",
    ),
    (
        *("sayeban_messages", "Messages that wait.", "status"),
        "SELECT status, count(*) FROM notices_message WHERE status = 'queued' GROUP BY status",
    ),
    (
        *("sayeban_database_connections", "Connections to this database by state.", "state"),
        "SELECT coalesce(state, 'other'), count(*) FROM pg_stat_activity"
        " WHERE datname = current_database() GROUP BY 1",
    ),
)
_ONE = (
    (
        *("sayeban_event_oldest_seconds", "Age of the oldest event that is not delivered."),
        "SELECT coalesce(extract(epoch FROM now() - min(announced_at)), 0) FROM runtime_event"
        " WHERE delivered_at IS NULL AND dead_at IS NULL",
    ),
    (
        *("sayeban_message_oldest_seconds", "Age of the oldest message that waits."),
        "SELECT coalesce(extract(epoch FROM now() - min(created_at)), 0) FROM notices_message"
        " WHERE status = 'queued'",
    ),
    (
        *("sayeban_unsealed_seconds", "Age of the oldest record of the audit without a seal."),
        "SELECT coalesce(extract(epoch FROM now() - audit_oldest_unsealed()), 0)",
    ),
    (
        *("sayeban_database_connections_most", "Connections that the server takes."),
        "SELECT current_setting('max_connections')::float",
    ),
    (
        *("sayeban_evening_freeze_day", "The last day whose figures are frozen, as a Unix time."),
        "SELECT coalesce(extract(epoch FROM max(day)::timestamptz), 0) FROM exemptions_freeze",
    ),
    (
        *("sayeban_campaigns_open", "Campaigns whose figures are to be frozen each evening."),
        "SELECT count(*) FROM exemptions_campaign WHERE closed_at IS NULL AND starts <= now()",
    ),
)


@door("anyone")
def metrics(request: HttpRequest) -> HttpResponse:
    """The text format of Prometheus; 404 for who may not ask."""
    if not _may(request):
        raise Http404
    state = CollectorRegistry()
    state.register(_State())
    with looking(SYSTEM):
        body = generate_latest(_counted()) + generate_latest(state)
    return HttpResponse(body, content_type=CONTENT_TYPE_LATEST)


def _may(request: HttpRequest) -> bool:
    """An address that a proxy has hidden is nobody's."""
    hidden = request.headers.get("X-Forwarded-For") and not settings.PROXIES
    if hidden or address_of(request.META) not in settings.METRICS_FROM:
        return False
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    token = settings.METRICS_TOKEN
    return not token or hmac.compare_digest(given.encode(), token.encode())


def _counted() -> CollectorRegistry:
    """Of all processes where they share a folder (PROMETHEUS_MULTIPROC_DIR), else of this one."""
    if not os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        return REGISTRY
    shared = CollectorRegistry()
    MultiProcessCollector(shared)  # type: ignore[no-untyped-call]
    return shared


class _State(Collector):
    """How the installation stands while it is asked."""

    def collect(self) -> Iterable[Metric]:
        """Each figure once."""
        for name, text, label, sql in _BY_LABEL:
            yield _labelled(name, text, label, _ask(sql))
        for name, text, sql in _ONE:
            ((value,),) = _ask(sql)
            yield GaugeMetricFamily(name, text, value=float(str(value)))
        yield from _ages(now())
        disk = shutil.disk_usage(settings.HOME)
        yield GaugeMetricFamily(
            "sayeban_disk_free_bytes", "Free where the home lies.", value=disk.free
        )
        yield GaugeMetricFamily("sayeban_disk_bytes", "Size of that disk.", value=disk.total)


def _ages(at: datetime) -> Iterator[Metric]:
    """Of what must not grow old; a missing one is left out, which an alert on absence sees."""
    seal = sealing.age(at)
    if seal is not None:
        text = "Since the last seal of the audit."
        yield GaugeMetricFamily("sayeban_seal_age_seconds", text, value=seal)
    last = settings.HOME / LAST
    if last.exists():
        made = datetime.fromisoformat(json.loads(last.read_text())["at"])
        text = "Since the point that the last backup reaches."
        age = (at - made).total_seconds()
        yield GaugeMetricFamily("sayeban_backup_age_seconds", text, value=age)


def _labelled(name: str, text: str, label: str, rows: list[tuple[object, ...]]) -> Metric:
    family = GaugeMetricFamily(name, text, labels=[label])
    for key, value in rows:
        family.add_metric([str(key)], float(str(value)))
    return family


def _ask(sql: str) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return list(cursor.fetchall())
