"""What the field pages are asked with."""

from io import BytesIO
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from sayeban.exemptions.models import Row
from sayeban.exemptions.tests import makers

TODAY = "/field/c1405/centre:7011/"


def text_of(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def card_of(row: Row) -> str:
    return f"/field/c1405/rows/{row.key}/"


def typed(row: Row, step: str = "save", **changed: object) -> dict[str, object]:
    """A complete form of one household with a gas bill."""
    values: dict[str, object] = {
        "step": step,
        "entry": str(uuid4()),
        "version": str(row.version),
        "location": "urban",
        "tenure": "owner",
        "postal_code": "۱۳۴۵۶۷۸۹۱۳",
        "gas_type": "private",
        "gas_bill": makers.bill_id(41, "gas"),
        "gas_channel": "home_visit",
        "gas_source": "bill_picture",
        "gas_method": "typed",
        "electricity_type": "none",
        "water_type": "none",
    }
    return values | changed


def picture() -> SimpleUploadedFile:
    drawn = BytesIO()
    Image.new("RGB", (400, 300), "white").save(drawn, "JPEG")
    return SimpleUploadedFile("bill.jpg", drawn.getvalue(), "image/jpeg")
