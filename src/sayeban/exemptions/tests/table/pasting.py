"""What tests of pasting share: a clipboard, a preview, and what became of a row."""

import re
from collections.abc import Sequence
from typing import Any

from django.test import Client

from sayeban.exemptions.models import Campaign, Connection, Row
from sayeban.exemptions.tests import makers, sheets_made
from sayeban.exemptions.worksheet.columns import FIELDS
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting

PASTE = "/campaigns/c1405/units/centre:7011/paste/"
GAS = makers.bill_id(41, "gas")


def lines(*rows: Sequence[str]) -> str:
    """As Excel puts cells on the clipboard."""
    return "\r\n".join("\t".join(row) for row in rows) + "\r\n"


def heads(*keys: str) -> list[str]:
    return [FIELDS[key].label for key in keys]


def previewed(client: Client, text: str, view: str = "") -> str:
    """The address of a preview."""
    answer = client.post(PASTE, {"text": text, "view": view})
    assert answer.status_code == 303, answer.content.decode()
    return str(answer["Location"])


def seen(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def figures(page: str) -> list[str]:
    """Lines read, changing or taken, unchanged, refused."""
    return re.findall(r"<dd>([^<]*)</dd>", page)[:4]


def household(campaign: Campaign, **changed: Any) -> Row:
    return sheets_made.known_row(campaign, location="urban", **changed)


def gas_of(row: Row) -> tuple[str, str]:
    with acting(OPERATOR, makers.NOW):
        found = Connection.objects.filter(row=row, utility="gas").first()
        return (found.bill_id, found.entry_method) if found else ("", "")
