"""Forms: question bank, form versions, answers with provenance.

Not built yet; its place on the map is held by the import contracts.
"""
