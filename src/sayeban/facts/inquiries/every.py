"""All adapters by the key of their register, and their JSON schemas."""

from collections.abc import Mapping
from typing import Any, Final

from sayeban.facts.inquiries.civil import (
    BankAccount,
    CivilDeaths,
    CivilFamily,
    CivilIdentity,
    SimOwner,
)
from sayeban.facts.inquiries.home import PostalCode, Residence
from sayeban.facts.inquiries.means import Decile, SocialInsurance, Tax, Vehicles
from sayeban.facts.inquiries.ports import Port
from sayeban.facts.inquiries.support import (
    Coverage,
    DisabilityCommission,
    Education,
    HealthInsurance,
    MilitaryService,
    Prison,
)

PORTS: Final[Mapping[str, Port[Any]]] = {
    port.key: port
    for port in (
        CivilIdentity(),
        CivilFamily(),
        CivilDeaths(),
        SimOwner(),
        PostalCode(),
        Residence(),
        BankAccount(),
        SocialInsurance(),
        Tax(),
        Vehicles(),
        Decile(),
        DisabilityCommission(),
        Education(),
        HealthInsurance(),
        Coverage(),
        Prison(),
        MilitaryService(),
    )
}


def schema_of(key: str) -> dict[str, Any]:
    """The JSON schema of what a register answers when it says "ok"."""
    schema: dict[str, Any] = PORTS[key].result.model_json_schema()
    return schema
