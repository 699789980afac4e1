"""The registry interface for partners (docs/registry.md)."""
