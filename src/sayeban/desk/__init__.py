"""Service desk: counters, visitors, tickets, surveys.

Not built yet; its place on the map is held by the import contracts.
"""
