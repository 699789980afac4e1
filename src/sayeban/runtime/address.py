"""The address that a request comes from, as far as it can be believed."""

from collections.abc import Mapping
from ipaddress import IPv6Address, ip_address
from typing import Any

from django.conf import settings

_SUBSCRIBER_BITS = 64


def address_of(headers: Mapping[str, Any]) -> str:
    """The visitor's address from the headers of WSGI; "" where there is none.

    X-Forwarded-For counts only as far as proxies that the setting PROXIES names wrote it: from
    the right, the first address that is none of them. An IPv6 address is cut to its /64.
    """
    passed = [headers.get("REMOTE_ADDR") or ""]
    passed += reversed(headers.get("HTTP_X_FORWARDED_FOR", "").split(","))
    for named in passed:
        if named.strip() not in settings.PROXIES:
            return _canonical(named.strip()) or _canonical(passed[0])
    return _canonical(passed[0])


def _canonical(text: str) -> str:
    try:
        address = ip_address(text)
    except ValueError:
        return ""
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        shift = address.max_prefixlen - _SUBSCRIBER_BITS
        return f"{IPv6Address(int(address) >> shift << shift)}/{_SUBSCRIBER_BITS}"
    return str(address)
