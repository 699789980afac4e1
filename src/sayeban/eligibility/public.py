"""The only door of `eligibility` for packages above."""
