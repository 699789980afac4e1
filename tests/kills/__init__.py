"""Real processes are killed with SIGKILL in the middle of their work (promises.md R1, R2, R6)."""
