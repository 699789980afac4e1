"""Figures of speed: our bulk paths against a floor, a usual implementation, and an ORM loop.

Not part of the wheel. `make bench`, or `python -m bench --rows 50000`.
"""
