"""One transaction a command: actor, clock, row-level context, `@action`, outbox.

What every slice stands on to write, to read within its scope, and to be audited.
"""
