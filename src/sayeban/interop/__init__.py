"""Exchange with other systems: registry facade and access log protocol.

Not built yet; its place on the map is held by the import contracts.
"""
