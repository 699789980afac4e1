"""Results, refusals and units of place: pure Python that every package may use."""
