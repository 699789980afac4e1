"""What constraints say, a module a slice."""

from tests.house.truths import cases, casework, desk, facts, forms, inquiries, rules, support

SLICES = (facts, inquiries, rules, forms, cases, casework, desk, support)
