"""The limits of the house, each with a sample that breaks it."""
