"""What companies require beyond the default set, in the words of rules.missing_fields."""

from sayeban.exemptions.models import Campaign, RequiredField


def required_fields(campaign: Campaign) -> list[str]:
    """As "gas:number" for every company of the utility, "gas/307:mobile" for one (A-010)."""
    return [
        f"{r.utility}{'/' + r.company if r.company else ''}:{r.field}"
        for r in RequiredField.objects.filter(campaign=campaign).order_by(
            "utility", "company", "field"
        )
    ]
