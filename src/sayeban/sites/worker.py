"""The worker process: jobs of pages, announced events, the evening freeze, stalled jobs."""

import asyncio
import importlib
import os
import signal
import time
from collections.abc import Awaitable, Callable

import django
import psycopg
import structlog
from asgiref.sync import sync_to_async
from django.db import InterfaceError, OperationalError, close_old_connections
from procrastinate import JobContext
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.exceptions import ConnectorException

_PAUSE_SECONDS = 1
_HEARTBEAT_SECONDS = 10

_LOST = (
    *(OperationalError, InterfaceError, psycopg.OperationalError, psycopg.InterfaceError),
    ConnectionError,
)
"""What is raised where the database goes away or is not there yet."""

_log = structlog.get_logger("sayeban.worker")


def main() -> None:
    """Run until told to stop; where the database went away, begin anew when it is there again."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sayeban.sites.settings")
    django.setup()
    # Only the worker needs the tasks; a command would load half of the product for them.
    importlib.import_module("sayeban.sites.periodic")
    while not asyncio.run(_told_to_stop()):
        time.sleep(_PAUSE_SECONDS)


async def _told_to_stop() -> bool:
    """Work; whether it ended since somebody asked for it."""
    told = asyncio.Event()
    work = asyncio.create_task(_work())

    def stop() -> None:
        told.set()
        # Cancelled, a worker takes no new job and finishes the one that it has.
        work.cancel()

    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop)
    try:
        await work
    except asyncio.CancelledError:
        pass
    except (ConnectorException, *_LOST) as problem:
        # procrastinate wraps whatever the database says, also that a statement of ours is wrong.
        cause = problem.__cause__ if isinstance(problem, ConnectorException) else problem
        # Begun anew. Anything else is a fault of ours, with which the process ends as failed.
        if cause is not None and not isinstance(cause, _LOST):
            raise
        _log.error("worker lost its database", problem=type(problem).__name__)
    return told.is_set()


async def _work() -> None:
    with app.replace_connector(DjangoConnector().get_worker_connector()) as on_database:
        async with on_database.open_async():
            await on_database.run_worker_async(
                concurrency=1,
                delete_jobs="successful",
                install_signal_handlers=False,
                update_heartbeat_interval=_HEARTBEAT_SECONDS,
                worker_middleware=[_on_a_whole_connection],
            )


async def _on_a_whole_connection(
    run: Callable[[], Awaitable[object]], context: JobContext, worker: object
) -> object:
    """A worker has no requests, after which Django would drop a connection that is broken."""
    del context, worker
    await sync_to_async(close_old_connections)()
    return await run()


if __name__ == "__main__":
    main()
