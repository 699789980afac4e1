"""Facts, forms, requests and tracking for programs of institutions (docs/services-api.md)."""
