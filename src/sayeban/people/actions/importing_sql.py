"""The SQL of `people import`; its rows stand in the temp table `people_import`."""

_KNOWN = "p.identifier_type = 'national_id' AND p.identifier = i.national_id"

# What a file leaves out of the place stays as it is known; a centre goes with its county.
KEEP_PLACES = (
    f"""
    UPDATE people_import i SET province = p.province, county = p.county, centre = p.centre
    FROM people_person p WHERE {_KNOWN} AND i.province = ''
    """,
    f"""
    UPDATE people_import i SET county = p.county FROM people_person p
    WHERE {_KNOWN} AND i.county = '' AND i.province = p.province
    """,
    f"""
    UPDATE people_import i SET centre = p.centre FROM people_person p
    WHERE {_KNOWN} AND i.centre = '' AND i.county = p.county AND i.province = p.province
    """,
)

PLACELESS = "DELETE FROM people_import WHERE province = '' RETURNING row_no"

_STATE = f"""
SELECT i.national_id, p AS person, r AS stay FROM people_import i
LEFT JOIN people_person p ON {_KNOWN}
LEFT JOIN people_residence r ON r.household_id = p.household_id AND r.until IS NULL
"""

REMEMBER = f"CREATE TEMP TABLE people_before ON COMMIT DROP AS {_STATE}"

# A row is accepted when something is known of its person now that was not known before.
COUNT_CHANGED = f"""
SELECT count(*) FROM ({_STATE}) n JOIN people_before b USING (national_id)
WHERE (n.person, n.stay) IS DISTINCT FROM (b.person, b.stay)
"""

FINISH = "DROP TABLE people_import, people_before"
