"""Every service that any institution gave, by national id and payment id; overlap and coverage.

Not built yet; its place on the map is held by the import contracts.
"""
