"""The picture of a service: steps as boxes, the ways between them as arrows."""
