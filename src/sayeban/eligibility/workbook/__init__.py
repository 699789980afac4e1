"""Rules as a decision table in Excel: each condition a row, what belongs together further in."""
