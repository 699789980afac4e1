"""Package accounts; docs/map.md says what it is for."""
