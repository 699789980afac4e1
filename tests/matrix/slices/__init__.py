"""The matrix of slices above the campaign, two modules each: what is right, and how to ask."""
