"""Every service that any institution gave, by national id and payment id; overlap and coverage."""
