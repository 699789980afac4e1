"""Uploaded evidence: pictures re-encoded, random names, served only through a right."""
