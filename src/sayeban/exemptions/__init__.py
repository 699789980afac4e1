"""Package exemptions; docs/map.md says what it is for."""
