"""Package notices; docs/map.md says what it is for."""
