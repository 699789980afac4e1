"""Refusals of the organisations."""

from typing import ClassVar

from sayeban.kit.refusals import Refusal


class UnknownUnit(Refusal):
    """No province, county or centre has this code."""

    code: ClassVar[str] = "unit.unknown"
    sentence: ClassVar[str] = (
        "واحد «{unit}» شناخته نشد. hq، کد دورقمی استان، کد چهاررقمی شهرستان یا centre: و کد مرکز"
        " را بنویسید."
    )
