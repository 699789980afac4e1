"""Transparency: open data releases, contracts, properties, donations, statements, own payments.

Not built yet; its place on the map is held by the import contracts.
"""
