"""Pages of the staff that belong to no slice: sign-in, home, users, outbox."""
