"""Forget stored uploads that nothing needs: their request or job failed, or was killed."""

from datetime import datetime

from sayeban.exemptions.models import Load
from sayeban.exemptions.stored_files import forget_files
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor
from sayeban.runtime.models import Job


@action("campaign.sweep_files", operator=True)
def sweep_files(*, actor: Actor, at: datetime) -> int:
    """Remove files of an earlier day: what was made for a user, uploads that no load needs.

    Gives how many. Kept: what a job still works on, what the ledger of loads names, and what
    belongs to a load that was cut off, since it can be gone on with.
    """
    cut_off = Load.objects.filter(finished_at=None).order_by("pk").values_list("sha256", flat=True)
    jobs = Job.objects.filter(kind="campaign.load")
    over = jobs.filter(state__in=[Job.State.REFUSED, Job.State.FAILED])
    needed = jobs.exclude(pk__in=over.exclude(arguments__sha256__in=list(cut_off)))
    return forget_files(at, set(needed.values_list("arguments__stored", flat=True)))
