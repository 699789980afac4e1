"""Results and refusals, units of place, money: pure Python that every package may use."""
