"""Licences: kinds, commission, two-stage licence, inspections.

Not built yet; its place on the map is held by the import contracts.
"""
