"""What came by SMS."""

from sayeban.notices.models import Inbound


def received_sms(message: int) -> tuple[str, str]:
    """Number and words of a message that was announced."""
    return Inbound.objects.values_list("mobile", "words").get(pk=message)
