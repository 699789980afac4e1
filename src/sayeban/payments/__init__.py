"""Payments: programmes, budget rows, payment orders, bank files, ledger.

Not built yet; its place on the map is held by the import contracts.
"""
