"""Cases of a whole country: worklist, steps in bulk, the evening, the report of the desks."""
