"""What services are called, for whoever shows a kept number of one."""

from sayeban.cases.models import Service


def titles_by_id() -> dict[str, str]:
    """The title of each service, by its number in the database as text."""
    return {str(pk): title for pk, title in Service.objects.values_list("pk", "title")}
