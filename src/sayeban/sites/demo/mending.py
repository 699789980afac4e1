"""What companies did not know comes back, is mended, and goes up again to the next list."""

from pathlib import Path

from django.utils.timezone import now

from sayeban.exemptions import public as exemptions
from sayeban.kit.units import Unit
from sayeban.runtime.actor import OPERATOR
from sayeban.sites.delivering import deliver_all
from sayeban.sites.demo.approving import approve_centre, approve_unit, check_a_sample, sign_for
from sayeban.sites.demo.collecting import collect_all
from sayeban.sites.demo.programs import Companies
from sayeban.sites.demo.releasing import sign_list
from sayeban.sites.demo.scene import CODE, Scene, worklist_of
from sayeban.sites.demo_data.filling import retype
from sayeban.sites.demo_data.identifiers import later_bill_id
from sayeban.sites.demo_data.ledger import added_up


def mend(scene: Scene, companies: Companies) -> None:
    """Every rejected bill of the last province gets the number that stands on the meter."""
    with scene.report.step("ردشده‌های شرکت‌ها به مرکزها بازگشت و اصلاح شد") as told:
        deliver_all()
        exemptions.open_corrections(actor=OPERATOR, at=now())
        rejected = companies.rejected()
        out = _typed_again(scene, rejected)
        counts = added_up(collect_all(scene, out, now()).values())
        told |= {"قبض": len(rejected), "ردیف": counts["accepted"]}
        rows = _go_up(scene, out)
        scene.report.same("mended", {"rows": rows}, {"rows": counts["accepted"]})
    with scene.report.step("فهرست تازه، اصلاح‌ها را به شرکت‌ها رساند") as told:
        before = companies.held()["standing"]
        _, result = sign_list(scene, scene.provinces[-1])
        deliver_all()
        told["شماره"] = result["list_no"]
        told.update(companies.read())
        after = companies.held()
        kept = {"standing": after["standing"], "rejected": after["rejected"]}
        scene.report.same("amended", kept, {"standing": before, "rejected": 0})


def _typed_again(scene: Scene, rejected: list[tuple[str, str]]) -> Path:
    """Worksheets of the rows that came back, with the right numbers."""
    sheets, out = scene.folder / "worksheets-4", scene.folder / "worksheets-4-filled"
    exemptions.split(
        actor=scene.actor("hq.expert"),
        at=now(),
        code=CODE,
        unit=Unit.of_province(scene.provinces[-1].code),
        out=sheets,
    )
    right = {
        bill: later_bill_id(number, bill[8:11], utility)
        for number, (bill, utility) in enumerate(rejected)
    }
    retype(sheets, right, out)
    return out


def _go_up(scene: Scene, filled: Path) -> int:
    """The same approvals as at first; how many rows the province approved."""
    units = [worklist_of(path.relative_to(filled))[0] for path in sorted(filled.rglob("*.xlsx"))]
    centres = [unit for unit in units if unit.level == "centre"]
    for centre in centres:
        approve_centre(scene, centre, returns=False)
    for county in sorted({centre.county for centre in centres}):
        unit = Unit.of_county(county)
        sign_for(scene, unit, f"expert.{county}", f"head.{county}")
        check_a_sample(scene, unit, f"expert.{county}")
        approve_unit(scene, f"head.{county}", unit)
    province = Unit.of_province(scene.provinces[-1].code)
    sign_for(scene, province, f"expert1.{province.province}", f"dg.{province.province}")
    check_a_sample(scene, province, f"expert2.{province.province}")
    done = approve_unit(scene, f"dg.{province.province}", province)
    return int(done["approved"])
