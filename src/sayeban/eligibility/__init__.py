"""Eligibility: rules by legal basis and date, decisions with reasons, runs, impact preview."""
