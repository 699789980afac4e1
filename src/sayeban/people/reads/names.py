"""Names of persons in a list of something else."""

from collections.abc import Collection

from sayeban.people.models import Person


def person_names(ids: Collection[int]) -> dict[int, str]:
    """Full names by id, of those within the scope of the running look. The caller records it."""
    return dict(Person.objects.filter(pk__in=ids).values_list("pk", "full_name"))


def file_numbers(ids: Collection[int]) -> dict[int, str]:
    """Numbers of files by id in the same way; without who has none."""
    numbered = Person.objects.filter(pk__in=ids).exclude(file_number="")
    return dict(numbered.values_list("pk", "file_number"))
