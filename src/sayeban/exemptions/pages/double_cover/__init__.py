"""پوشش هم‌زمان: what two institutions give at once, and which of the two stays."""
