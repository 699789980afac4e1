"""Messages to people: the SMS port, approved templates, the local outbox page."""
