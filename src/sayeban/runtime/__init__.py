"""Package runtime; docs/map.md says what it is for."""
