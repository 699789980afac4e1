"""Cases: service catalogue, versions, steps, worklist, clock, promised date, escalation.

Not built yet; its place on the map is held by the import contracts.
"""
