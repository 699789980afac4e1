"""The worklists in which the run shows something that cannot happen everywhere."""

from collections.abc import Sequence
from dataclasses import dataclass

from sayeban.sites.demo_data.geography import ProvincePlan


@dataclass(frozen=True, slots=True)
class Staging:
    """Centre codes. `closed`: an untrained worker uploads first, and after the approval somebody
    uploads again; `conflict`: a colleague types on the page what the workbook brings too;
    `documents`: pictures come in a ZIP; `returning`: the head sends rows back."""

    closed: str
    conflict: str
    documents: tuple[str, ...]
    returning: tuple[str, ...]

    def by_plan(self) -> dict[str, tuple[str, ...]]:
        """Plan of plans.STAGED to the centres in which it is dealt."""
        return {
            "conflict": (self.conflict,),
            "with_documents": self.documents,
            "same_picture": self.documents,
            "sent_back": self.returning,
        }


def staging(plans: Sequence[ProvincePlan]) -> Staging:
    """The singled-out centres of three provinces."""
    shown = plans[:3]
    second = [plan.counties[min(1, len(plan.counties) - 1)].centres[0] for plan in shown]
    return Staging(
        closed=plans[0].counties[0].centres[0],
        conflict=second[0],
        documents=tuple(second),
        returning=tuple(plan.counties[0].centres[0] for plan in shown[1:]),
    )
