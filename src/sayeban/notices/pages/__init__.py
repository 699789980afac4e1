"""Addresses that providers call."""
