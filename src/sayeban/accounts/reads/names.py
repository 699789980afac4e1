"""Names of users for pages that show who did something."""

from collections.abc import Collection

from sayeban.accounts.models import User


def user_names(ids: Collection[int]) -> dict[int, str]:
    """Full names by user id; an id that no user has is left out."""
    return dict(User.objects.filter(id__in=set(ids)).values_list("id", "full_name"))


def user_id_of(username: str) -> int | None:
    """The id of a user name, None for one that nobody has."""
    found = User.objects.filter(username=username.strip().lower())
    return found.values_list("id", flat=True).first()


def usernames_of(user_ids: Collection[int]) -> dict[int, str]:
    """User names by id."""
    return dict(User.objects.filter(id__in=set(user_ids)).values_list("id", "username"))


def user_names_by_username(usernames: Collection[str]) -> dict[str, str]:
    """Full names by user name."""
    found = User.objects.filter(username__in=set(usernames))
    return dict(found.values_list("username", "full_name"))
