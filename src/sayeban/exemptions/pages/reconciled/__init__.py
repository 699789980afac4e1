"""Reconciliation with companies: what each was told and what it said."""
