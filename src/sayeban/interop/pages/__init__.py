"""Institutions and what their agreements open, for headquarters."""
