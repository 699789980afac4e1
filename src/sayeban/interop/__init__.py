"""Exchange with other systems: the registry interface of partners (docs/registry.md)."""
