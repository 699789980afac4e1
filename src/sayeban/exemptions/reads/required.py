"""What companies require beyond the default set, in the words of rules.missing_fields."""

from django.db import connection

from sayeban.exemptions.models import Campaign, RequiredField
from sayeban.exemptions.rules import NumberRule

_RULES = """
SELECT utility || '/' || code, number_lengths, number_pattern FROM organisations_utilitycompany
WHERE province = %s AND (number_pattern <> '' OR number_lengths <> '{}')
"""


def required_fields(campaign: Campaign) -> list[str]:
    """As "gas:number" for every company of the utility, "gas/307:mobile" for one (A-010)."""
    return [
        f"{r.utility}{'/' + r.company if r.company else ''}:{r.field}"
        for r in RequiredField.objects.filter(campaign=campaign).order_by(
            "utility", "company", "field"
        )
    ]


def number_rules(province: str) -> dict[str, NumberRule]:
    """What the companies of a province say of their numbers, as "gas/307"."""
    with connection.cursor() as cursor:
        cursor.execute(_RULES, [province])
        return {
            company: NumberRule(tuple(lengths), pattern)
            for company, lengths, pattern in cursor.fetchall()
        }
