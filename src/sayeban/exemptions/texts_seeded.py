"""Patterns that ship with the product, for words that every company uses; more are data.

By code: (utility, company, pattern). Source: domain.md 2.4 … 2.8 and the words of A-096 … A-103.
"""

from collections.abc import Mapping
from typing import Final

PATTERNS: Final[Mapping[str, tuple[str, str, str]]] = {
    "bill": ("", "", "قبض {bill_id}"),
    "bill-yours": ("", "", "شناسه قبض شما {bill_id}"),
    "bill-water": ("water", "", "قبض آب {bill_id}"),
    "bill-electricity": ("electricity", "", "قبض برق {bill_id}"),
    "bill-gas": ("gas", "", "قبض گاز {bill_id}"),
    "bill-short": ("", "", "ش ق {bill_id}"),
    "bill-link": ("", "", "bill id {bill_id}"),
    "payment": ("", "", "پرداخت {payment_id}"),
    "payment-yours": ("", "", "شناسه پرداخت شما {payment_id}"),
    "payment-short": ("", "", "ش پ {payment_id}"),
    "payment-link": ("", "", "pay id {payment_id}"),
    "payment-long-link": ("", "", "payment id {payment_id}"),
    "pair": ("", "", "{bill_id} {payment_id}"),
    "barcode": ("", "", "{barcode}"),
    # The number of an electricity connection is the meter's, not the subscription's.
    "subscription-water": ("water", "", "اشتراک {number}"),
    "subscription-gas": ("gas", "", "اشتراک {number}"),
    "subscription-of-water": ("water", "", "اشتراک آب {number}"),
    "subscription-of-gas": ("gas", "", "اشتراک گاز {number}"),
    "meter": ("electricity", "", "بدنه کنتور {number}"),
    "file": ("water", "", "شماره پرونده {number}"),
}
