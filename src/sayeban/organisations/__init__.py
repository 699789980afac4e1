"""Package organisations; docs/map.md says what it is for."""
