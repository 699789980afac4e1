"""Where a household is to be found, as SQL: what its row says, else its present residence.

For a row `r`, after RESIDENCE. Row-level security bounds both: a residence outside the reader's
places stays unknown to him.
"""

RESIDENCE = "LEFT JOIN people_residence d ON d.household_id = r.household_id AND d.until IS NULL"
_STREET = "coalesce(nullif(r.address, ''), d.address, '')"
ADDRESS = f"""concat_ws('، ',
  CASE WHEN d.village <> '' AND position(d.village IN {_STREET}) = 0
       THEN 'روستای ' || d.village END,
  nullif({_STREET}, ''))"""
"""Village and street, "" where neither is known."""
POSTAL_CODE = "coalesce(nullif(r.postal_code, ''), d.postal_code, '')"


def by_number(street: str) -> str:
    """A sort key of a column or SQL text in which number 7 stands before 31."""
    padded = f"regexp_replace(fa_sort_key({street}), '([0-9]+)', '000000000\\1', 'g')"
    return f"regexp_replace({padded}, '[0-9]*([0-9]{{10}})', '\\1', 'g')"
