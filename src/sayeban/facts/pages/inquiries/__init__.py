"""Inquiries about one person: what was asked, and asking."""
