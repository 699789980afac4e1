"""Package sheets; docs/map.md says what it is for."""
