"""Tables of eligibility."""

from sayeban.eligibility.models.decision import Decision, Override, RuleRun
from sayeban.eligibility.models.ending import RuleEnding
from sayeban.eligibility.models.means import MeansModel
from sayeban.eligibility.models.parameter import Parameter
from sayeban.eligibility.models.rule import Impact, Rule, RuleVersion

__all__ = [
    "Decision",
    "Impact",
    "MeansModel",
    "Override",
    "Parameter",
    "Rule",
    "RuleEnding",
    "RuleRun",
    "RuleVersion",
]
