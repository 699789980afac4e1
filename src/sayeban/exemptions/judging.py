"""Completeness and flags of rows as SQL: the set-based twin of rules.missing_fields.

Each function gives an expression over a wide relation `w` with the columns location, tenure,
tenancy_end, postal_code, mobile, province and, for each utility u: u_type, u_bill, u_number,
u_channel, u_source, u_documents (how many), u_company_state. Beside it stand qgas, … with
the number rules of the utility's company in the row's province. Parameters: utilities (those of
the campaign), required (as in rules.missing_fields), today, due (last day of the worklist's level).
"""

from sayeban.exemptions.rules import UTILITIES


def _each(template: str, join: str) -> str:
    return join.join(template.format(u=utility) for utility in UTILITIES)


_IN = "'{u}' = ANY(%(utilities)s)"
_EXISTS = f"({_IN} AND w.{{u}}_type IN ('private', 'shared'))"
_NAMED = f"{_IN} AND (w.{{u}}_type IN ('private', 'shared') OR w.{{u}}_bill <> '')"
_DEMANDED = (
    "('{{u}}:{field}' = ANY(%(required)s)"
    " OR '{{u}}/' || substr(w.{{u}}_bill, 9, 3) || ':{field}' = ANY(%(required)s))"
)
_CONNECTION_LACKS = f"""
    CASE WHEN NOT {_IN} THEN NULL
         WHEN w.{{u}}_type = '' THEN '{{u}}.type'
         WHEN w.{{u}}_type = 'private' AND w.{{u}}_bill = '' THEN '{{u}}.bill_id' END,
    CASE WHEN {_IN} AND w.{{u}}_type = 'private' AND w.{{u}}_bill <> '' AND w.{{u}}_number = ''
          AND {_DEMANDED.format(field="number")} THEN '{{u}}.number' END,
    CASE WHEN {_IN} AND w.{{u}}_type = 'private' AND w.{{u}}_bill <> '' AND w.mobile = ''
          AND {_DEMANDED.format(field="mobile")} THEN '{{u}}.mobile' END,
    CASE WHEN {_IN} AND w.{{u}}_type = 'private' AND w.{{u}}_number <> ''
          AND (q{{u}}.lengths <> '{{{{}}}}' AND length(w.{{u}}_number) <> ALL (q{{u}}.lengths)
            OR q{{u}}.pattern <> '' AND w.{{u}}_number !~ q{{u}}.pattern)
          THEN '{{u}}.number_pattern' END"""

MISSING = f"""
  CASE WHEN w.location = 'rural_unconnected' AND ({_each(_NAMED, " OR ")})
      THEN ARRAY['location.connected']
    WHEN w.location = 'rural_unconnected' THEN '{{}}'::text[]
  ELSE array_remove(ARRAY[
    CASE WHEN w.location = '' THEN 'location' END,
    CASE WHEN w.tenure = '' THEN 'tenure' END,
    CASE WHEN w.postal_code = '' THEN 'postal_code' END,
    CASE WHEN {_each(_EXISTS + " AND w.{u}_channel = ''", " OR ")} THEN 'channel' END,
    CASE WHEN {_each(_EXISTS + " AND w.{u}_source = ''", " OR ")} THEN 'source' END,
    CASE WHEN w.tenure = 'tenant' AND w.tenancy_end IS NULL THEN 'tenancy_end.missing'
         WHEN w.tenure = 'tenant' AND w.tenancy_end < %(today)s THEN 'tenancy_end.past' END,
    {_each(_CONNECTION_LACKS, ",")}
  ]::text[], NULL) END"""

FLAGS = f"""
  array_remove(ARRAY[
    CASE WHEN w.missing <> '{{}}' THEN 'incomplete' END,
    CASE WHEN 'tenancy_end.missing' = ANY(w.missing) THEN 'tenancy_end.missing' END,
    CASE WHEN 'tenancy_end.past' = ANY(w.missing) THEN 'tenancy_end.past' END,
    CASE WHEN {_each(f"({_IN} AND w.{{u}}_type = 'shared')", " OR ")} THEN 'connection.shared' END,
    CASE WHEN {_each("w.{u}_company_state = 'unknown'", " OR ")} THEN 'company.unknown' END,
    CASE WHEN {_each("w.{u}_company_state = 'other_province'", " OR ")}
         THEN 'company.other_province' END,
    CASE WHEN {_each(f"({_IN} AND w.{{u}}_type = 'private' AND w.{{u}}_documents = 0)", " OR ")}
         THEN 'document.missing' END,
    CASE WHEN %(today)s > %(due)s THEN 'late' END
  ]::text[], NULL)"""


# The provinces of each company, and the masks of UtilityCompany.number_pattern as patterns.
COMPANIES = """companies AS MATERIALIZED (
  SELECT utility, code, array_agg(province) AS provinces
  FROM organisations_utilitycompany GROUP BY utility, code
), number_rules AS MATERIALIZED (
  SELECT utility, code, province, number_lengths AS lengths,
    CASE WHEN number_pattern <> '' THEN '^(' || replace(replace(replace(number_pattern,
      '#', '[0-9]'), '@', '[A-Za-z]'), '?', '[0-9A-Za-z]') || ')$' ELSE '' END AS pattern
  FROM organisations_utilitycompany WHERE number_pattern <> '' OR number_lengths <> '{}'
)"""
_OF_COMPANY = """
  LEFT JOIN companies k{u} ON k{u}.utility = '{u}' AND k{u}.code = substr(w.{u}_bill, 9, 3)
  LEFT JOIN number_rules q{u} ON q{u}.utility = '{u}' AND q{u}.code = substr(w.{u}_bill, 9, 3)
    AND q{u}.province = w.province"""
OF_COMPANIES = _each(_OF_COMPANY, "")
"""What COMPANIES knows of the companies of a row w, as kgas, qgas and so on."""


def company_state(utility: str, bill: str, companies: str) -> str:
    """How the company of `bill` stands: "" (no bill), known, unknown, other_province.

    `companies` is the alias of a relation (utility, code, provinces) joined on this utility and
    code (A-010).
    """
    return (
        f"CASE WHEN {bill} = '' THEN ''"
        f" WHEN {companies}.provinces IS NULL THEN 'unknown'"
        f" WHEN w.province = ANY({companies}.provinces) THEN 'known'"
        f" ELSE 'other_province' END AS {utility}_company_state"
    )


def ready(utility: str) -> str:
    """Whether this connection is complete against what its company asks for (A-009)."""
    others = ", ".join(
        f"'{other}.{field}'"
        for other in UTILITIES
        if other != utility
        for field in ("type", "bill_id", "number", "mobile", "number_pattern")
    )
    return (
        f"(w.location <> 'rural_unconnected' AND w.{utility}_type = 'private'"
        f" AND w.{utility}_bill <> ''"
        f" AND w.missing <@ ARRAY[{others}])"
    )


IN_TARGET = "@in_target"
"""Where the expression of the campaign's rule over a row `r` is put in, null where it is unknown
(reads.target). Left there, it is no SQL."""

STANDING = """
  CASE WHEN w.status IN ('deceased', 'exited') THEN w.status
    WHEN w.in_target IS FALSE THEN 'not_target_group'
    WHEN w.resident_in_care THEN 'resident_in_care' ELSE '' END"""
"""The set-based twin of rules.standing over a relation w with in_target."""

STATE = f"""
  CASE WHEN w.aside IN ('deceased', 'exited') THEN 'leaving'
    WHEN w.aside <> '' THEN 'outside'
    WHEN w.no_data_reason <> '' AND w.missing <> '{{}}' THEN 'uncollectable'
    WHEN w.location <> '' OR {_each("w.{u}_type <> '' OR w.{u}_bill <> ''", " OR ")}
      THEN 'collected'
    WHEN w.state = 'returned' THEN 'returned' ELSE 'pending' END"""
"""The set-based twin of rules.gathered_state over a relation w."""
