"""Iranian identifiers (domain.md section 2): one module a format.

Every module has the same forms of one rule: plain Python (`valid`, `canonical`), Polars
(`valid_expr`, `canonical_expr`, `pl.Expr` of strings in, `pl.Expr` out) and `SQL` (PostgreSQL).
The three agree on every text; an empty value (null) stays null.

All take the text that `country.text.identifier` gives: ASCII digits, no blanks, no hyphens.
Anything else is simply not valid, so a forgotten clean-up can never let a wrong code in.
"""
