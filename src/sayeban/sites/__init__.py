"""Package sites; docs/map.md says what it is for."""
