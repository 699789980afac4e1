"""Persons and households: identifiers, members, dwellings, moves, deaths, exits.

Nothing is overwritten: a new value supersedes the old one, which stays with its author.
"""
