"""Facts: catalogue, values with provenance, contests, inquiries to outside registers.

Not built yet; its place on the map is held by the import contracts.
"""
