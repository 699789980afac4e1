"""What tests of the campaign pages share: places, visitors, a workbook, a filled form."""

from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from sayeban.accounts.public import Post
from sayeban.accounts.tests.makers import make_user
from sayeban.exemptions import jobs as _jobs  # noqa: F401 - registers its kinds of jobs
from sayeban.exemptions.tests.books import hq_book
from sayeban.exemptions.tests.makers import NOW
from sayeban.kit.units import Unit
from sayeban.runtime.jobs import run_job
from sayeban.sites.tests.visiting import signed_in

HQ, FARS, ISFAHAN = Unit.hq(), Unit.of_province("07"), Unit.of_province("10")
ABADEH, ESTAHBAN = Unit.of_county("0701"), Unit.of_county("0702")
CENTRE = Unit.of_centre("0701", "7011")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def client_of(post: Post, unit: Unit = HQ) -> Client:
    actor = make_user(f"{post.value.replace('_', '.')}.{unit.centre or unit}", post, unit, NOW)
    return signed_in(actor, NOW)


def text_of(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path, follow=True)
    assert answer.status_code == status, answer.content.decode()[:2000]
    return answer.content.decode()


def looks() -> list[tuple[str, str, int]]:
    """Purpose, subject and rows of every look that was recorded; read as the owner of the table."""
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute("SELECT purpose, subject, rows FROM audit_look ORDER BY id")
        found: list[tuple[str, str, int]] = cursor.fetchall()
        cursor.execute("SET ROLE sayeban_web")
    return found


def book(tmp_path: Path, *rows: list[str], name: str = "fars.xlsx") -> SimpleUploadedFile:
    path = hq_book(tmp_path / name, rows)
    return SimpleUploadedFile(name, path.read_bytes(), content_type=XLSX)


def do_job(client: Client, address: str) -> str:
    """Do the job that the page at `address` shows, as the worker does, and show it again."""
    run_job(job_id=address.split("?", maxsplit=1)[0].rstrip("/").rsplit("/", 1)[1])
    return text_of(client, address)


def typed(**changed: object) -> dict[str, object]:
    """The filled form of a new campaign."""
    return {
        "title": "معافیت قبوض ۱۴۰۵",
        "code": "new-1405",
        "legal_basis": "بند (ی) تبصره ۸",
        "publisher": "behzisti",
        "benefit": "exemption",
        "utilities": ["water", "gas"],
        "target": "recipients",
        "starts_day": "۱",
        "starts_month": "9",
        "starts_year": "۱۴۰۵",
        "days": "۱۰",
        "documents": "recommended",
        "sample_percent": "۷٫۵",
        "sample_least": "۵",
        "error_limit": "۵",
    } | changed
