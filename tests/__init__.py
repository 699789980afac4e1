"""Tests of the whole: the house rules and the journeys across slices."""
