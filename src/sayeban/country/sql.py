"""Every PostgreSQL function of this package, as one text for a migration.

All are IMMUTABLE, PARALLEL SAFE, STRICT and call no other function of ours (a dump is restored
with an empty search_path). CREATE OR REPLACE, so a later migration simply runs it again; after a
change of fa_match_key or fa_sort_key stored keys must be computed anew.
"""

from typing import Final

from sayeban.country import jalali, text
from sayeban.country.formats import (
    bill_id,
    card,
    foreigner_id,
    gas_subscription,
    iban,
    legal_entity_id,
    meter_body_no,
    mobile,
    national_id,
    payment_id,
    postal_code,
)

SQL_FUNCTIONS: Final = "".join(
    (
        national_id.SQL,
        foreigner_id.SQL,
        legal_entity_id.SQL,
        bill_id.SQL,
        payment_id.SQL,
        gas_subscription.SQL,
        meter_body_no.SQL,
        postal_code.SQL,
        mobile.SQL,
        iban.SQL,
        card.SQL,
        text.SQL,
        jalali.SQL,
    )
)
