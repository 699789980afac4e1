"""Whole threads by persona, over a real server, in Chromium."""
