"""OWASP ASVS 5.0, levels 1 and 2: each requirement with its tests or its reason."""
