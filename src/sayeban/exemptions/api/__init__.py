"""The companies' service: what their programs ask and send (docs/companies.md)."""
