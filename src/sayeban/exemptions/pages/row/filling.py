"""Boxes of a row filled from a message's text or a bill's picture; the visitor saves, or not."""

from dataclasses import replace
from uuid import UUID

from django.http import HttpResponseBase

from sayeban.design.jinja import render
from sayeban.exemptions import rights
from sayeban.exemptions.pages.row.form import RowForm
from sayeban.exemptions.pages.row.page import page_to_collect, record_look
from sayeban.exemptions.pages.row.reading import read
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door


@door(rights.COLLECTORS, methods=("POST",))
def fill(request: Visit, code: str, key: UUID) -> HttpResponseBase:
    """پر کردن خانه‌ها از پیامک یا عکس."""
    with looking(request.actor):
        page, row = page_to_collect(request, code, key)
    utilities = page.head.campaign.utility_codes
    reading = read(request, code, key, utilities)
    with looking(request.actor):
        fresh, row = page_to_collect(request, code, key)
        page = replace(
            fresh,
            form=RowForm(reading.filled, row=row, utilities=utilities, judged=False),
            fill=fresh.fill if reading.found else reading.form,
            found=reading.found,
            said=reading.said,
            picture=reading.picture,
        )
        record_look(request, key, "collect")
        status = 422 if reading.form.errors else 200
        return render(request, "exemptions/row.jinja", page, status=status)
