"""Package people; docs/map.md says what it is for."""
