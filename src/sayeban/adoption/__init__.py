"""Adoption: applicants, children, committee, matching, trial, order.

Not built yet; its place on the map is held by the import contracts.
"""
