"""Tables of the organisations: places, centres, departments, companies, agreements, calendar."""

from sayeban.organisations.models.agreement import COLUMNS, Agreement
from sayeban.organisations.models.calendar import Closure, Holiday, Weekend
from sayeban.organisations.models.centre import Centre
from sayeban.organisations.models.company import SupportInstitution, UtilityCompany
from sayeban.organisations.models.department import Department
from sayeban.organisations.models.place import County, Province

__all__ = [
    "COLUMNS",
    "Agreement",
    "Centre",
    "Closure",
    "County",
    "Department",
    "Holiday",
    "Province",
    "SupportInstitution",
    "UtilityCompany",
    "Weekend",
]
