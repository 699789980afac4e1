"""Units of place: headquarters, province, county, centre. The spine of every scope."""

import re
from dataclasses import dataclass
from typing import Literal, Self

Level = Literal["hq", "province", "county", "centre"]


@dataclass(frozen=True, slots=True)
class Unit:
    """One office of the organisation.

    `province` is the 2-digit and `county` the 4-digit official code (domain.md 4.1), `centre`
    the centre's own code. A unit knows the codes above it, so "is within" needs no look-up.
    """

    level: Level
    province: str = ""
    county: str = ""
    centre: str = ""

    @classmethod
    def hq(cls) -> Self:
        return cls("hq")

    @classmethod
    def of_province(cls, province: str) -> Self:
        return cls("province", province)

    @classmethod
    def of_county(cls, county: str) -> Self:
        return cls("county", county[:2], county)

    @classmethod
    def of_centre(cls, county: str, centre: str) -> Self:
        return cls("centre", county[:2], county, centre)

    @classmethod
    def of_place(cls, province: str, county: str = "", centre: str = "") -> Self:
        """The unit that the place columns of a row name: the deepest one that they fill."""
        if centre:
            return cls.of_centre(county, centre)
        if county:
            return cls.of_county(county)
        return cls.of_province(province) if province else cls.hq()

    def covers(self, other: "Unit") -> bool:
        """Whether `other` is this unit or lies below it."""
        match self.level:
            case "hq":
                return True
            case "province":
                return other.province == self.province
            case "county":
                return other.county == self.county
            case "centre":
                return other.centre == self.centre and other.level == "centre"

    def narrowed(self, place: "Unit") -> "Unit":
        """`place` where this unit covers it, else this unit: no further than one's own places."""
        return place if self.covers(place) else self

    @property
    def columns(self) -> dict[str, str]:
        """The place columns of a row of this unit; `of_place` reads them again."""
        return {"province": self.province, "county": self.county, "centre": self.centre}

    @property
    def parent(self) -> "Unit":
        """The unit one level above; headquarters is its own parent."""
        match self.level:
            case "centre":
                return Unit.of_county(self.county)
            case "county":
                return Unit.of_province(self.province)
            case _:
                return Unit.hq()

    def __str__(self) -> str:
        """The form operators type: hq, 07, 0701, centre:1234."""
        match self.level:
            case "hq":
                return "hq"
            case "province":
                return self.province
            case "county":
                return self.county
            case "centre":
                return f"centre:{self.centre}"


@dataclass(frozen=True, slots=True)
class UnitName:
    """A unit as an operator typed it; a centre's county is not known until looked up."""

    level: Level
    code: str

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """`hq` | `07` | `0701` | `centre:CODE`, else None."""
        text = text.strip()
        if text == "hq":
            return cls("hq", "")
        if re.fullmatch("[0-9]{2}", text):
            return cls("province", text)
        if re.fullmatch("[0-9]{4}", text):
            return cls("county", text)
        if text.startswith("centre:") and len(text) > len("centre:"):
            return cls("centre", text.removeprefix("centre:"))
        return None
