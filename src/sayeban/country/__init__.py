"""What is Iranian and not ours: identifiers, Persian text, Jalali calendar, divisions.

Pure Python, Polars and SQL text; knows no Django and no other package except `kit`.
Source: domain.md sections 2 to 4; check vectors in tests/vectors.json.
"""
