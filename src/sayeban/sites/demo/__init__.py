"""The whole campaign on invented data, step by step, each count compared with the ledger."""
