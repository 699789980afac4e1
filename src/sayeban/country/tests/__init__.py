"""Tests of the country package: vectors, equality of the three forms, text, calendar."""
