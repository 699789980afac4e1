"""The only door of `forms` for packages above."""
