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


class ReasonMissing(Refusal):
    """A closure without its reason cannot be explained to anybody later."""

    code: ClassVar[str] = "closure.reason_missing"
    sentence: ClassVar[str] = "دلیل تعطیلی را بنویسید، مانند آلودگی هوا."


class HolidayNameMissing(Refusal):
    """A holiday that nobody can name."""

    code: ClassVar[str] = "holiday.name_missing"
    sentence: ClassVar[str] = "نام مناسبت را بنویسید، مانند عید فطر."


class NoWorkingDay(Refusal):
    """Deadlines need a week with at least one working day."""

    code: ClassVar[str] = "weekend.invalid"
    sentence: ClassVar[str] = "روزهای تعطیل هفته درست نیست؛ دست‌کم یک روز کاری باید بماند."


class UnknownRuralDistrict(Refusal):
    """No rural district has this code or name, or several have the name."""

    code: ClassVar[str] = "rural_district.unknown"
    sentence: ClassVar[str] = (
        "دهستان «{name}» شناخته نیست یا در چند شهرستان هست. نام را از فهرست برگزینید یا کد"
        " ده‌رقمی آن را بنویسید."
    )
    reference: ClassVar[str] = "A-095"
