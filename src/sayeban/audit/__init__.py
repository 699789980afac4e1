"""Package audit; docs/map.md says what it is for."""
