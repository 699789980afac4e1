"""National facilities: a province uploads, the eligible are determined, payment without a visit.

Not built yet; its place on the map is held by the import contracts.
"""
