"""The only door of `desk` for packages above."""
