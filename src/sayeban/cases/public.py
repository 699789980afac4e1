"""The only door of `cases` for packages above."""
