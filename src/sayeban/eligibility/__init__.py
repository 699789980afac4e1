"""Eligibility: rules by legal basis and date, decisions with reasons, runs, impact preview.

Not built yet; its place on the map is held by the import contracts.
"""
