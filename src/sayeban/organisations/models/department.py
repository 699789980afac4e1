"""Departments of the organisation, the same at every level of its units."""

from django.db import models


class Department(models.Model):
    """One department that answers for services; seeded, headquarters may rename it."""

    code = models.TextField(primary_key=True)
    name = models.TextField(unique=True)
