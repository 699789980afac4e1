"""Write the signed package of a released list to a folder, as often as somebody needs it."""

from datetime import datetime
from pathlib import Path
from typing import ClassVar

from sayeban.exemptions import rights
from sayeban.exemptions.package import writer
from sayeban.exemptions.reads.release import release_facts
from sayeban.kit.progress import Report, unwatched
from sayeban.kit.refusals import Refusal
from sayeban.kit.units import Unit
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor


class ReleaseUnknown(Refusal):
    """There is no such list in the actor's place."""

    code: ClassVar[str] = "release.unknown"
    sentence: ClassVar[str] = (
        "چنین فهرستی در این استان منتشر نشده است. فهرست را از صفحهٔ «فهرست‌های منتشرشده» برگزینید."
    )
    reference: ClassVar[str] = "A-135"


class CompanyUnknown(Refusal):
    """The list has no line of that company."""

    code: ClassVar[str] = "release.company_unknown"
    sentence: ClassVar[str] = "این شرکت در این فهرست ردیفی ندارد."
    reference: ClassVar[str] = "A-135"


@action(
    "campaign.package",
    posts=rights.RELEASERS | rights.HEADQUARTERS,
    reach="within",
    operator=True,
    about=("unit", "release_id", "company"),
)
def write_package(
    *,
    actor: Actor,
    at: datetime,
    unit: Unit,
    release_id: int,
    out: Path,
    company: str = "",
    report: Report = unwatched,
) -> None:
    """Write the package of one list of province `unit` as folder `out`.

    `company` names a part («gas-307») whose folder is written alone. Refuses release.unknown,
    release.company_unknown, package.exists, package.content_changed. A command although it writes
    no table: whoever takes the list of a province is on record (P1).
    """
    release = release_facts(release_id)
    if release is None or release.unit != unit:
        raise ReleaseUnknown
    if not company:
        writer.write(release, out, report)
        return
    parts = {writer.part_name(part): part for part in release.result["companies"]}
    if company not in parts:
        raise CompanyUnknown
    writer.write_company(release, parts[company], out)
