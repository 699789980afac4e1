"""What the worker does by the clock."""

from procrastinate import JobContext
from procrastinate.contrib.django import app

from sayeban.exemptions.public import freeze_evening
from sayeban.sites.clock import now
from sayeban.sites.delivering import deliver_events

_STALLED_SECONDS = 120


@app.periodic(cron="* * * * *")
@app.task(name="sites.deliver", queueing_lock="sites.deliver", queue="periodic")
def deliver(timestamp: int) -> None:
    """Hand announced events upwards, each minute."""
    del timestamp
    deliver_events()


@app.periodic(cron="*/2 * * * *")
@app.task(name="sites.rescue", queueing_lock="sites.rescue", queue="periodic", pass_context=True)
async def rescue(context: JobContext, timestamp: int) -> None:
    """Put jobs of a killed worker back into the queue; they are safe to run again (R6)."""
    del timestamp
    manager = context.app.job_manager
    for stalled in await manager.get_stalled_jobs(seconds_since_heartbeat=_STALLED_SECONDS):
        await manager.retry_job(stalled)


@app.periodic(cron="30 16 * * *")
@app.task(name="sites.freeze", queueing_lock="sites.freeze", queue="periodic")
def freeze(timestamp: int) -> None:
    """Freeze the day's figures at 20:00 in Tehran and tell the heads (A-120, A-130)."""
    del timestamp
    freeze_evening(now())
