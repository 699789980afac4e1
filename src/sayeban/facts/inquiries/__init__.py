"""Asking outside registers: the envelope, one small adapter a register, limits, and a fake."""
