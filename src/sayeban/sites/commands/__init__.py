"""What each command of the command line does: one call into an action, one answer out."""
