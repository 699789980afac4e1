"""Agreements with utility companies and the programs of these, for headquarters."""
