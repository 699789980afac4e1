"""Moves and ends of tenancies: the list of a unit, one move, one tenancy."""
