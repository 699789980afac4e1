"""The only door of organisations for the packages above it."""

from sayeban.organisations.reads.calendar import day_of, working_days
from sayeban.organisations.reads.companies import Company, companies
from sayeban.organisations.reads.units import (
    Place,
    centres,
    counties,
    provinces,
    resolve,
    resolve_text,
    unit_label,
)
from sayeban.organisations.refusals import UnknownUnit
from sayeban.organisations.seeds import seed

__all__ = [
    "Company",
    "Place",
    "UnknownUnit",
    "centres",
    "companies",
    "counties",
    "day_of",
    "provinces",
    "resolve",
    "resolve_text",
    "seed",
    "unit_label",
    "working_days",
]
