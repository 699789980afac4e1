"""Names of persons in a list of something else."""

from collections.abc import Collection

from sayeban.people.models import Person


def person_names(ids: Collection[int]) -> dict[int, str]:
    """Full names by id, of those within the scope of the running look. The caller records it."""
    return dict(Person.objects.filter(pk__in=ids).values_list("pk", "full_name"))
