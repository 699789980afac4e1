"""sayeban desk import | export."""

from argparse import Namespace
from dataclasses import asdict
from typing import ClassVar

from django.utils.timezone import now

from sayeban.desk import public as desk
from sayeban.kit.refusals import Refusal
from sayeban.runtime.context import looking
from sayeban.sites.commands.acting_user import actor_for
from sayeban.sites.commands.paths import check_files, check_out_file
from sayeban.sites.commands.services_told import exported_desks, imported_desks, looked_desks
from sayeban.sites.readable import Readable


class DesksFaulty(Refusal):
    """A workbook with cells that cannot be read."""

    code: ClassVar[str] = "desk.file_faulty"
    sentence: ClassVar[str] = (
        "{count} خانهٔ این فایل نادرست است و هیچ چیز ثبت نشد. نخستین: {first}"
        " همه را با --check ببینید و درست کنید."
    )


def take(options: Namespace) -> Readable:
    """Open and correct desks as a workbook says, all or none; with --check nothing is kept."""
    check_files([options.file])
    actor = actor_for(options)
    with looking(actor):
        found = desk.read_desks(options.file)
    faults = [f"{each.row} {each.column}: {each.text}" for each in found.faults]
    if options.check:
        told = {"desks": len(found.lines), "faults": faults}
        return Readable(told, looked_desks(len(found.lines), faults), faulty=bool(faults))
    if faults:
        raise DesksFaulty(count=len(faults), first=faults[0])
    counts = asdict(desk.import_desks(actor=actor, at=now(), lines=found.lines))
    return Readable(counts, imported_desks(counts))


def export(options: Namespace) -> Readable:
    """Write the desks as the workbook that `import` reads."""
    check_out_file(options.out, ".xlsx")
    with looking(actor_for(options)):
        count = desk.export_desks(options.out)
    told = {"out": str(options.out), "desks": count}
    return Readable(told, exported_desks(count, options.out))
