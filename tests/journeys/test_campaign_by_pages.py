"""The whole campaign by pages alone: from opening it to the signed package."""

import zipfile
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from django.utils import timezone
from playwright.sync_api import Browser

from sayeban.accounts.public import Post, add_user
from sayeban.country import jalali
from sayeban.design.testing import launch_browser, violations
from sayeban.exemptions import jobs as _jobs  # noqa: F401 - registers its kinds of jobs
from sayeban.exemptions.public import verify
from sayeban.exemptions.tests import makers
from sayeban.exemptions.tests.books import hq_book, line
from sayeban.kit.units import Unit
from sayeban.organisations.public import seed
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting
from sayeban.runtime.jobs import run_job
from sayeban.runtime.models import Job
from tests.journeys.persona import ONE_TIME, Persona
from tests.journeys.site import Site

HQ, FARS, ABADEH = Unit.hq(), Unit.of_province("07"), Unit.of_county("0701")
CENTRE = Unit.of_centre("0701", "7011")
STAFF = {
    "deputy": (Post.HQ_DEPUTY, HQ),
    "technical": (Post.TECHNICAL_HEAD, CENTRE),
    "worker": (Post.SOCIAL_WORKER, CENTRE),
    "mosoul": (Post.CENTRE_HEAD, CENTRE),
    "county.expert": (Post.COUNTY_EXPERT, ABADEH),
    "county.head": (Post.COUNTY_HEAD, ABADEH),
    "collector": (Post.PROVINCE_EXPERT, FARS),
    "sampler": (Post.PROVINCE_EXPERT, FARS),
    "director": (Post.DIRECTOR_GENERAL, FARS),
}
CAMPAIGN = "/campaigns/bill-1405"
OF_CENTRE = f"{CAMPAIGN}/units/centre:7011"
OF_COUNTY = f"{CAMPAIGN}/units/0701"
OF_PROVINCE = f"{CAMPAIGN}/units/07"
IN_CENTRE = [makers.national_id(number) for number in range(901, 906)]
OF_OFFICES = {"0701": makers.national_id(906), "07": makers.national_id(907)}


@pytest.fixture
def site(served: Site) -> Site:
    """The country, its staff with one-time passwords, no campaign."""
    served.do(settle)
    return served


def settle() -> None:
    at = timezone.now()
    with acting(OPERATOR, at):
        seed()
    makers.places()
    makers.company("307", "gas", "07")
    makers.company("207", "electricity", "07")
    for username, (post, unit) in STAFF.items():
        add_user(
            actor=OPERATOR,
            at=at,
            username=username,
            full_name=f"{post.label} {username}",
            post=post,
            unit=unit,
            password=ONE_TIME,
        )


def work(site: Site, kind: str) -> None:
    """The worker does what a page has queued."""

    def do_all() -> None:
        with acting(OPERATOR, timezone.now()):
            waiting = list(Job.objects.filter(kind=kind, state="queued"))
        for job in waiting:
            run_job(str(job.pk))

    site.do(do_all)


@pytest.fixture
def browser() -> Iterator[Browser]:
    with launch_browser() as found:
        yield found


@pytest.mark.full
@pytest.mark.browser
@pytest.mark.slow
def test_the_whole_campaign_by_pages(site: Site, browser: Browser, tmp_path: Path) -> None:
    headquarters = Persona(browser, site, "deputy")
    headquarters_opens_a_campaign_and_loads_its_workbook(headquarters, tmp_path)
    county_expert = Persona(browser, site, "county.expert")
    an_office_has_its_part(county_expert, OF_COUNTY)
    the_technical_head_trains(Persona(browser, site, "technical"))
    worker = Persona(browser, site, "worker")
    a_worker_collects_one_household_on_its_page(worker)
    a_worker_collects_the_rest_by_worksheet(worker, tmp_path)
    somebody_signs(worker, OF_CENTRE)
    head = Persona(browser, site, "mosoul")
    a_head_sends_a_row_back_and_the_worker_mends_it(head, worker)
    an_expert_collects_his_own_worklist(county_expert, OF_COUNTY, OF_OFFICES["0701"], 11)
    an_expert_checks_a_sample(county_expert, OF_COUNTY)
    county_head = Persona(browser, site, "county.head")
    a_reviewer_proves_a_bill_of_somebody_else(county_head, names()[2])
    a_head_approves(county_head, OF_COUNTY)
    collector = Persona(browser, site, "collector")
    an_expert_collects_his_own_worklist(collector, OF_PROVINCE, OF_OFFICES["07"], 12)
    director = Persona(browser, site, "director")
    somebody_signs(director, OF_PROVINCE)
    an_expert_checks_a_sample(Persona(browser, site, "sampler"), OF_PROVINCE)
    approve(director, OF_PROVINCE)
    package = the_director_signs_the_list(director, tmp_path)
    the_package_is_genuine(package, tmp_path)
    headquarters_has_its_copy(headquarters)


def headquarters_opens_a_campaign_and_loads_its_workbook(deputy: Persona, folder: Path) -> None:
    year, month, day = jalali.parts(timezone.localdate())
    deputy.open("/campaigns/new/")
    deputy.fill(title="معافیت قبوض ۱۴۰۵", code="bill-1405")
    deputy.fill(starts_day=str(day), starts_year=str(year))
    deputy.choose(starts_month=str(month))
    deputy.press("باز کردن کارزار")
    deputy.sees("کارزار باز شد")
    deputy.give("workbooks", hq_book(folder / "hq.xlsx", workbook_rows()))
    deputy.press("فرستادن فایل‌ها")
    work(deputy.site, "campaign.load")
    deputy.page.reload()
    deputy.sees("انجام شد")


def workbook_rows() -> list[list[str]]:
    """Five rows of the centre, one that has no centre and one that has no county (note 8)."""
    rows = [line(person, name=name) for person, name in zip(IN_CENTRE, names(), strict=True)]
    rows.append(line(OF_OFFICES["0701"], name="پرویز چراغی", centre=""))
    rows.append(line(OF_OFFICES["07"], name="ناصر قلی‌زاده", county="", centre=""))
    return rows


def names() -> tuple[str, ...]:
    return ("زهرا کریمی", "مریم نادری", "علی‌اکبر نوروزی", "گلناز ژاله", "رقیه صفری")


def an_office_has_its_part(expert: Persona, unit: str) -> None:
    expert.open(f"{unit}/hand-down/")
    expert.press("ثبت رسید")
    expert.sees("رسید شما ثبت شد")


def the_technical_head_trains(technical: Persona) -> None:
    technical.open(f"{OF_CENTRE}/")
    technical.follow("آموزش مددکاران")
    for box in technical.page.locator("[name=workers]").all():
        box.check()
    technical.press("ثبت آموزش")
    technical.sees("آموزش همه ثبت شده است")


def collect_one(persona: Persona, rows: str, person: str, serial: int) -> None:
    """Find a household by national id and type what was found out."""
    persona.open(f"{rows}/rows/")
    persona.fill(text=person)
    persona.press("جستجو")
    assert person not in persona.page.url
    persona.tick("location", "urban")
    persona.choose(gas_type="private", gas_channel="phone", gas_source="sms", gas_method="paste")
    persona.fill(gas_bill=makers.bill_id(serial, "gas"), electricity_bill=electricity(serial))
    persona.choose(electricity_type="private", electricity_channel="phone")
    persona.choose(electricity_source="sms", electricity_method="typed", water_type="none")
    persona.press("ثبت")


def electricity(serial: int) -> str:
    return makers.bill_id(serial, "electricity", "207")


def a_worker_collects_one_household_on_its_page(worker: Persona) -> None:
    collect_one(worker, OF_CENTRE, IN_CENTRE[0], 1)
    worker.sees("اطلاعات این خانوار ثبت شد")
    assert violations(worker.page) == []


def a_worker_collects_the_rest_by_worksheet(worker: Persona, folder: Path) -> None:
    worker.open(f"{OF_CENTRE}/rows/")
    sheet = worker.take("دریافت کاربرگ اکسل", folder / "worksheet.xlsx")
    fill_worksheet(sheet, {person: nth for nth, person in enumerate(IN_CENTRE[1:], 2)})
    worker.follow("فرستادن کاربرگ و مدرک")
    worker.give("worksheet", sheet)
    worker.press("فرستادن")
    worker.sees("همهٔ ردیف‌های فایل پذیرفته شد")


def fill_worksheet(path: Path, bills: dict[str, int]) -> None:
    """As a worker does in Excel, by the words of the header; the third has the second's meter."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    columns = {cell.value: cell.column for cell in sheet[1]}
    for number in range(2, sheet.max_row + 1):
        serial = bills.get(str(sheet.cell(number, columns["کدملی مددجو اصلی"]).value))
        if serial is None:
            continue
        typed = {
            "موقعیت مکانی": "دارای انشعاب شهری",
            "نوع انشعاب گاز": "شخصی",
            "شناسه قبض گاز": makers.bill_id(serial, "gas"),
            "نوع انشعاب برق": "شخصی",
            "شناسه قبض برق": electricity(2 if serial == 3 else serial),
            "نوع انشعاب آب": "ندارد",
            "راه تماس": "تلفن",
            "منبع": "پیامک قبض",
        }
        for label, value in typed.items():
            sheet.cell(number, columns[label]).value = value
    book.save(path)


def a_reviewer_proves_a_bill_of_somebody_else(reviewer: Persona, false: str) -> None:
    reviewer.open(f"{CAMPAIGN}/violations/")
    reviewer.page.locator("main tbody th a").first.click()
    reviewer.page.locator("form").last.get_by_label(false).check()
    reviewer.page.locator("form").last.locator("[name$=reason]").fill("قبض همسایه است")
    reviewer.page.locator("form").last.locator("[name$=sure]").check()
    reviewer.press("ثبت تخلف")
    reviewer.sees("نامه به مرجع نظارتی")


def somebody_signs(persona: Persona, unit: str) -> None:
    persona.open(f"{unit}/declaration/")
    persona.tick("sure")
    persona.press("امضا می‌کنم")
    persona.sees("امضا و ثبت شد")


def approve(head: Persona, unit: str) -> None:
    head.open(f"{unit}/approval/")
    head.sees("چیزی جلوی تأیید این دسته را نمی‌گیرد")
    head.tick("sure")
    head.press("تأیید دسته")
    head.sees("دسته تأیید شد")


def a_head_sends_a_row_back_and_the_worker_mends_it(head: Persona, worker: Persona) -> None:
    head.open(f"{OF_CENTRE}/approval/")
    head.sees("گواهی درستی اطلاعات امضا نشده است")
    somebody_signs(head, OF_CENTRE)
    head.open(f"{OF_CENTRE}/approval/")
    head.page.locator("input[name^=back-]").first.check()
    head.page.locator("main details summary").filter(has=head.page.locator("strong")).first.click()
    head.page.locator("input[name^=why-]").first.fill("شناسه را دوباره بپرسید")
    head.tick("sure")
    head.press("فقط برگرداندن")
    head.sees("به گردآورندگان برگشت")
    worker.open(f"{OF_CENTRE}/rows/?state=returned")
    worker.page.locator("tbody a").first.click()
    worker.sees("شناسه را دوباره بپرسید")
    worker.fill(gas_bill=makers.bill_id(20, "gas"))
    worker.press("ثبت")
    worker.sees("اطلاعات این خانوار ثبت شد")
    somebody_signs(worker, OF_CENTRE)
    a_head_approves(head, OF_CENTRE)


def a_head_approves(head: Persona, unit: str) -> None:
    somebody_signs(head, unit)
    approve(head, unit)


def an_expert_collects_his_own_worklist(
    expert: Persona, unit: str, person: str, serial: int
) -> None:
    collect_one(expert, unit, person, serial)
    expert.sees("اطلاعات این خانوار ثبت شد")
    somebody_signs(expert, unit)


def an_expert_checks_a_sample(expert: Persona, unit: str) -> None:
    expert.open(f"{unit}/sample/")
    expert.press("گرفتن نمونه به قرعه")
    expert.sees("نمونه به قرعه گرفته شد")
    for right in expert.page.locator("input[name^=result-][value=right]").all():
        right.check()
    expert.press("ثبت نتیجه‌ها")
    expert.sees("پذیرفتنی")


def the_director_signs_the_list(director: Persona, folder: Path) -> Path:
    director.open(f"{OF_PROVINCE}/")
    director.follow("امضا و انتشار فهرست")
    director.sees("همهٔ شهرستان‌ها تأیید شده‌اند")
    director.tick("sure")
    director.press("امضا و انتشار")
    work(director.site, "campaign.release")
    director.page.reload()
    director.sees("انجام شد")
    return director.take("دریافت فایل", folder / "package.zip", role="link")


def the_package_is_genuine(package: Path, folder: Path) -> None:
    opened = folder / "package"
    with zipfile.ZipFile(package) as packed:
        packed.extractall(opened)
    found = verify(opened, key=None, home=folder / "home")
    assert (found.campaign, found.province, found.list_no) == ("bill-1405", "07", 1)
    households = len(IN_CENTRE) + len(OF_OFFICES)
    # Every gas bill, and every electricity bill but the one that was proved false.
    assert found.rows == households + households - 1


def headquarters_has_its_copy(deputy: Persona) -> None:
    deputy.open(f"{CAMPAIGN}/releases/")
    deputy.sees(jalali.number(len(IN_CENTRE) + len(OF_OFFICES)))
    deputy.press("ثبت رسید نسخهٔ ستاد")
    deputy.sees("رسید نسخهٔ ستاد ثبت شد")
