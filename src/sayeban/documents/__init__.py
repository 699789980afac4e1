"""Package documents; docs/map.md says what it is for."""
