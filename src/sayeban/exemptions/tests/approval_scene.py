"""A batch of a centre with pictures, faults and a row that comes again, for tests of its page."""

from typing import Any

from django.test import Client

from sayeban.accounts.public import Post
from sayeban.documents.models import Document
from sayeban.exemptions.actions.declare import declare
from sayeban.exemptions.models import Campaign, Evidence, Row
from sayeban.exemptions.tests import makers
from sayeban.exemptions.tests.ladder import CENTRE, COUNTY
from sayeban.exemptions.tests.visiting import visitor
from sayeban.runtime.actor import OPERATOR, Actor
from sayeban.runtime.context import acting

OF_CENTRE = "/campaigns/c1405/units/centre:7011/"
OF_COUNTY = "/campaigns/c1405/units/0701/"
PAGE = f"{OF_CENTRE}approval/"


def collected(campaign: Campaign, worker: Actor, name: str, **changed: Any) -> Row:
    """One complete row of the centre, by its name."""
    values: dict[str, Any] = {
        "state": "collected",
        "collected_by": worker.user_id,
        "collected_at": makers.NOW,
        "full_name": name,
        "name_sort": name,
        "bills": {"gas": makers.bill_id(40, "gas")},
    }
    return makers.row(campaign, CENTRE, **(values | changed))


def pictured(row: Row, utility: str = "gas", mime: str = "image/jpeg") -> Evidence:
    """A document of one connection; its file is not there."""
    with acting(OPERATOR, makers.NOW):
        document = Document.objects.create(
            sha256="a" * 64,
            mime=mime,
            size=1,
            stored_name=f"documents/{row.pk}-{utility}-{mime[-3:]}",
            at=makers.NOW,
            province=row.province,
            county=row.county,
            centre=row.centre,
        )
        return Evidence.objects.create(
            row=row,
            campaign_id=row.campaign_id,
            household_id=row.household_id,
            utility=utility,
            document_id=document.pk,
            sha256=f"{row.pk:064d}",
            at=makers.NOW,
            province=row.province,
            county=row.county,
            centre=row.centre,
        )


def signed(campaign: Campaign, worker: Actor, head: Client) -> None:
    """Both declarations, so that only the rows decide."""
    declare(actor=worker, at=makers.NOW, code=campaign.code, unit=CENTRE)
    head.post(f"{OF_CENTRE}declaration/", {"sure": "on"})


def heads() -> tuple[Client, Client]:
    """The heads of the centre and of its county."""
    return visitor("head", Post.CENTRE_HEAD, CENTRE), visitor("county", Post.COUNTY_HEAD, COUNTY)
