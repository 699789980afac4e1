"""Sayeban: the social-support platform. docs/map.md shows the packages and their arrows."""
