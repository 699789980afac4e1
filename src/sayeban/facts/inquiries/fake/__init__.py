"""Made-up registers on this machine, for the demo and for tests."""
