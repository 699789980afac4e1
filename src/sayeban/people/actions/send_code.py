"""Send a client the code with which he opens his own page (S6), or proves himself at a desk."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from sayeban.accounts.public import asked_id, draw_code, is_at_desk
from sayeban.notices.public import Notice, queue, seed_templates
from sayeban.people.reads.own_mobile import own_mobile
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor

CODE_TEXT: Final = "citizen.code"
DESK_CODE_TEXT: Final = "desk.code"
TEXTS: Final[Mapping[str, str]] = {
    CODE_TEXT: "کد ورود شما به سایبان: {0}\nاین کد را به هیچ‌کس نگویید.",
    DESK_CODE_TEXT: (
        "کد {0} را تنها به کارمند میز خدمت که روبه‌روی شماست بگویید تا امروز برایتان درخواست ثبت"
        " کند.\nاگر اکنون در میز خدمت نیستید، آن را به هیچ‌کس نگویید."
    ),
}


def seed_code_text(at: datetime) -> None:
    """So that headquarters can change it before the first is sent."""
    seed_templates(TEXTS, at)


@action("people.send_code", about=("visit",))
def send_code(*, actor: Actor, at: datetime, visit: int) -> bool:
    """Queue the code of a visit, once, to the mobile on file; false where there is nobody to send
    it to, of which the visitor hears nothing.
    """
    reached = own_mobile(asked_id(visit))
    if reached is None:
        return False
    code = draw_code(
        actor=actor,
        at=at,
        visit=visit,
        person_id=reached.person_id,
        household_id=reached.household_id,
    )
    if code is None:
        return False
    seed_code_text(at)
    template = DESK_CODE_TEXT if is_at_desk(visit) else CODE_TEXT
    key = f"{template}/{visit}"
    notice = Notice(key, template, (code,), reached.unit, mobile=reached.mobile, urgent=True)
    return queue([notice], at) == 1
