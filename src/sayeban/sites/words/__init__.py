"""Persian words of the audit, a module a slice; where a slice was made in two parts, two."""

from sayeban.sites.words import cases, casework, desk, facts, forms, inquiries, rules, support

SLICES = (facts, inquiries, rules, forms, cases, casework, desk, support)
