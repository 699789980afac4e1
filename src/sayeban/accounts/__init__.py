"""Users: staff posts and their scopes, sign-in with a second factor, temporary helpers."""
