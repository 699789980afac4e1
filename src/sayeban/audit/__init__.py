"""What was done and who looked: append-only rows that no role may change.

Written by `runtime` alone, inside the transaction of the command or the look; application
logic never reads it.
"""
