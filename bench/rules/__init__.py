"""Ten conditions over every household: ours, and other ways of deciding the same."""
