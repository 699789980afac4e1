"""A message and photographs of bills, as a collector sends them to the row page."""

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from sayeban.country.formats import payment_id
from sayeban.documents.tests.bills import shot_of
from sayeban.exemptions.models import Row
from sayeban.exemptions.tests import makers

GAS = makers.bill_id(41, "gas")
PAID = payment_id.make(GAS, 120_000, 5, 3)
MESSAGE = f"مشترک گرامی شناسه قبض: {GAS} شناسه پرداخت: {PAID} مبلغ ۱۲۰,۰۰۰ ریال مهلت ۱۴۰۵/۰۹/۲۰"


def path_of(row: Row, name: str) -> str:
    return f"/campaigns/c1405/rows/{row.key}/{name}/"


def photo(code: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("bill.jpg", shot_of(code), "image/jpeg")


def no_bill() -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", (400, 300), "white").save(out, "JPEG")
    return SimpleUploadedFile("x.jpg", out.getvalue(), "image/jpeg")
