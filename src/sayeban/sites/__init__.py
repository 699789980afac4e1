"""Who opens what: settings, URL trees, sign-in pages, the command line, the database launcher."""
