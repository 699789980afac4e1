"""Passwords of tests: the product's way with few rounds, which other processes read too."""

from django.contrib.auth.hashers import PBKDF2PasswordHasher


class Quick(PBKDF2PasswordHasher):
    """A million rounds a made-up user would be a twentieth of all tests."""

    iterations = 1_000
