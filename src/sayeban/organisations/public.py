"""The only door of organisations for the packages above it."""

from sayeban.organisations.actions.ensure_centres import ensure_centres
from sayeban.organisations.actions.import_centres import import_centres
from sayeban.organisations.actions.import_companies import import_companies
from sayeban.organisations.actions.import_divisions import import_divisions
from sayeban.organisations.actions.keep_agreements import (
    AgreementTerms,
    activate_agreement,
    declare_company_ready,
    end_agreement,
    propose_agreement,
)
from sayeban.organisations.actions.keep_calendar import (
    declare_closure,
    set_holiday,
    set_weekend,
    strike_holiday,
    withdraw_closure,
)
from sayeban.organisations.agreements import COLUMN_LABELS, STATE_LABELS, feed_id
from sayeban.organisations.codes import ROW_REASONS
from sayeban.organisations.reads.agreements import AgreementFacts, agreement, agreements, by_feed
from sayeban.organisations.reads.calendar import (
    Declared,
    WorkingCalendars,
    calendar_of,
    day_of,
    working_calendars,
    working_days,
)
from sayeban.organisations.reads.centre_counties import centre_counties
from sayeban.organisations.reads.companies import Company, companies
from sayeban.organisations.reads.departments import departments
from sayeban.organisations.reads.find import find_units
from sayeban.organisations.reads.institutions import support_institutions
from sayeban.organisations.reads.moving import Moves, moves_of
from sayeban.organisations.reads.rural import rural_code, rural_label, rural_labels
from sayeban.organisations.reads.units import (
    Place,
    centre_label,
    centres,
    counties,
    counties_of_all,
    provinces,
    resolve,
    resolve_text,
    unit_label,
    unit_labels,
    unit_named,
    unit_names,
    units_by_name,
    units_by_text,
)
from sayeban.organisations.refusals import UnknownUnit
from sayeban.organisations.rules import AGREEMENT_ACTIVATORS, WEEKDAYS
from sayeban.organisations.seeds import seed

__all__ = [
    "AGREEMENT_ACTIVATORS",
    "COLUMN_LABELS",
    "ROW_REASONS",
    "STATE_LABELS",
    "WEEKDAYS",
    "AgreementFacts",
    "AgreementTerms",
    "Company",
    "Declared",
    "Moves",
    "Place",
    "UnknownUnit",
    "WorkingCalendars",
    "activate_agreement",
    "agreement",
    "agreements",
    "by_feed",
    "calendar_of",
    "centre_counties",
    "centre_label",
    "centres",
    "companies",
    "counties",
    "counties_of_all",
    "day_of",
    "declare_closure",
    "declare_company_ready",
    "departments",
    "end_agreement",
    "ensure_centres",
    "feed_id",
    "find_units",
    "import_centres",
    "import_companies",
    "import_divisions",
    "moves_of",
    "propose_agreement",
    "provinces",
    "resolve",
    "resolve_text",
    "rural_code",
    "rural_label",
    "rural_labels",
    "seed",
    "set_holiday",
    "set_weekend",
    "strike_holiday",
    "support_institutions",
    "unit_label",
    "unit_labels",
    "unit_named",
    "unit_names",
    "units_by_name",
    "units_by_text",
    "withdraw_closure",
    "working_calendars",
    "working_days",
]
