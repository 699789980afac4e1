"""Tables of the organisations: places, centres, companies, the working calendar."""

from sayeban.organisations.models.calendar import Closure, Holiday, Weekend
from sayeban.organisations.models.centre import Centre
from sayeban.organisations.models.company import SupportInstitution, UtilityCompany
from sayeban.organisations.models.place import County, Province

__all__ = [
    "Centre",
    "Closure",
    "County",
    "Holiday",
    "Province",
    "SupportInstitution",
    "UtilityCompany",
    "Weekend",
]
