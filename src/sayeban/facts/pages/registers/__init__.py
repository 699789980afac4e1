"""Outside registers, for headquarters."""
