"""The only door of `support` for packages above."""
